// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/studio/style_painter.h"
#include "ui/video/video_export.h"

#include <atomic>
#include <memory>

namespace imago::app {

/// How far an export of clips is. Threads: any.
struct VideoExportStand
{
    std::atomic<int> clip{0}; ///< Counted from 1.
    std::atomic<int> clips{0};
};

/// Paints the clips that the request names, one after another, each between its begin and end, into files of the
/// request's folder. What an earlier export of the same order left unfinished goes on where it ended; a clip that fails
/// does not keep the others from being painted, and the first failure is told at the end. Reports frames of all clips
/// together.
jobs::Work videoExportWork(std::shared_ptr<StylePainter> painter, const ui::VideoExportRequest &request,
                           const ui::StyleState &state, std::shared_ptr<VideoExportStand> stand,
                           std::shared_ptr<std::atomic<int>> written);

} // namespace imago::app
