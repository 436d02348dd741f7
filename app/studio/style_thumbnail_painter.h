// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/studio/style_painter.h"
#include "engine/jobs/task_queue.h"
#include "ui/style/style_thumbnails.h"

#include <QHash>

#include <map>

namespace imago::app {

/// Paints the gallery's thumbnails one after another on a thread of its own that lets all others go first.
///
/// Guarantees: as ui::StyleThumbnails; another photo ends what is painted of the one before.
class StyleThumbnailPainter : public ui::StyleThumbnails
{
    Q_OBJECT

public:
    static constexpr int kSide = 192; ///< Of the shorter side, pixels.

    using StyleThumbnails::StyleThumbnails;

    /// Until there is a painter, requests wait.
    void setPainter(std::shared_ptr<StylePainter> painter);

    void setPhoto(const ui::SourcePtr &photo) override;
    void request(const ui::StyleSourcePtr &style) override;

private:
    struct Wanted
    {
        ui::StyleSourcePtr style;
        jobs::Ticket ticket; ///< Zero while there is no painter.
    };
    void start(Wanted &wanted);
    void finish(quint64 styleId, jobs::Ticket ticket, const Result<ImagePtr> &picture);

    std::shared_ptr<StylePainter> m_painter;
    ui::SourcePtr m_photo;
    std::map<quint64, Wanted> m_wanted;
    QHash<quint64, QImage> m_painted; ///< Of the present photo.
    jobs::TaskQueue m_queue{[](const jobs::Event &) {}}; // last member: joins before the rest goes
};

} // namespace imago::app
