// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/jobs/task_queue.h"
#include "ui/preview/frame_cache.h"
#include "ui/preview/thumbnail_source.h"

#include <functional>
#include <map>

namespace imago::ui {

/// Draws thumbnails one after another on a thread of its own, so that they never delay the canvas.
///
/// Guarantees: as ThumbnailSource; after the destructor returns no drawing runs. Threads: the GUI thread.
class ThumbnailPainter : public ThumbnailSource
{
    Q_OBJECT

public:
    /// Draws a recipe at its size; an empty pointer means that `stop` came first. Called on the painter's
    /// thread.
    using Draw = std::function<Result<ImagePtr>(const latent::Recipe &, std::stop_token stop)>;

    static constexpr qsizetype kCacheBytes = 16 << 20;

    explicit ThumbnailPainter(QObject *parent = nullptr);

    /// Until there is a way to draw, requests wait. A new way forgets the pictures of the one before.
    void setDraw(Draw draw);

    /// How much memory the pictures that are remembered may take.
    void setCacheLimit(qsizetype bytes) { m_cache.setLimit(bytes); }

    void request(const latent::Recipe &recipe, int side) override;
    void cancel(quint64 hash) override;

private:
    struct Wanted
    {
        latent::Recipe recipe;
        int side = 0;
        jobs::Ticket ticket; ///< Zero while there is no way to draw.
    };
    using Key = std::pair<quint64, int>;

    void start(const Key &key);
    void finish(const Key &key, jobs::Ticket ticket, const Result<ImagePtr> &picture);

    Draw m_draw;
    FrameCache m_cache{kCacheBytes};
    std::map<Key, Wanted> m_wanted;
    jobs::TaskQueue m_queue; // last member: joins before the rest goes
};

} // namespace imago::ui
