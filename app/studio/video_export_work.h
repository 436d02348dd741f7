// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/studio/style_painter.h"
#include "ui/video/video_export.h"

#include <atomic>
#include <filesystem>
#include <memory>
#include <vector>

namespace imago::app {

/// How far an export of clips is.
struct VideoExportStand
{
    std::atomic<int> clip{0}; ///< Counted from 1. Threads: any.
    std::atomic<int> clips{0};

    /// What the first run of the export decided and did; another run of it goes on from there. Threads: the work's; others
    /// while it does not run.
    std::vector<std::filesystem::path> outputs;
    std::vector<bool> written;
};

/// Paints the clips that the request names, one after another, each between its begin and end, into files of the
/// request's folder; nothing that is there is replaced. With the stand of a stopped run of the same export, finished clips
/// are not painted again. What an earlier export of the same order left unfinished goes on where it ended; a clip that fails
/// does not keep the others from being painted, and the first failure is told at the end. Reports frames of all clips
/// together.
jobs::Work videoExportWork(std::shared_ptr<StylePainter> painter, const ui::VideoExportRequest &request,
                           const ui::StyleState &state, std::shared_ptr<VideoExportStand> stand,
                           std::shared_ptr<std::atomic<int>> written);

} // namespace imago::app
