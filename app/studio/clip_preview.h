// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/studio/style_painter.h"
#include "engine/style/video_order.h"
#include "ui/session/style_state.h"

#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace imago::app {

/// How the shown clip of a state is to be painted, all but the file, its size and the stretch. Errors: those of
/// StylePainter::styleOf().
Result<style::VideoOrder> videoOrder(StylePainter &painter, const ui::StyleState &state, const ui::SourceClip &clip);

/// The frames of a preview, as far as they are painted. Threads: any.
class ClipPreview
{
public:
    static constexpr int kSide = 640; ///< Longer side, at most.

    struct Shown
    {
        ImagePtr painted;
        ImagePtr photo;
        double seconds = 0; ///< In the clip.
    };

    void add(Shown shown);
    std::size_t size() const;
    /// Requires: index < size().
    Shown at(std::size_t index) const;

private:
    mutable std::mutex m_mutex;
    std::vector<Shown> m_frames;
};

/// Paints kPreviewSeconds from `seconds` on. The first frame is also published, so that newer work may end it from then
/// on.
jobs::Work previewWork(std::shared_ptr<StylePainter> painter, const ui::StyleState &state, double seconds,
                       std::shared_ptr<ClipPreview> preview, int threads);

} // namespace imago::app
