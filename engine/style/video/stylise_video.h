// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/jobs/job_context.h"
#include "engine/style/style_model.h"
#include "engine/style/video_order.h"

#include <filesystem>
#include <optional>

namespace imago::style::video {

/// Paints a clip: decoding and motion, painting, and mixing and compressing run beside each other. Frames keep their
/// times, also irregular ones, and the clip its colour tags; sound is copied unchanged (compressed again only where the
/// new container has not its codec; GIF has none).
///
/// Finished stretches are kept in a hidden folder beside the output (".NAME.imagovideo") until the clip is complete;
/// then the output takes its name at once and the folder goes. After a stop or a failure it stays, and `resume` checks
/// and uses it: the result is then the same, byte by byte, as that of an unbroken run.
///
/// Nothing when the context's stop came first (within 250 ms). Reports Stage::Rendering in frames, then Stage::Saving.
/// **Errors**: those of Reader, StyleModel and writeClip; BadInput for an order that makes no sense or where another
/// run writes the same output; Incompatible to resume what was begun with another order; DiskFull.
Result<std::optional<VideoReport>> styliseVideo(StyleModel &model, const VideoOrder &order, jobs::JobContext &context);

/// The folder in which an unfinished clip waits.
std::filesystem::path workFolderOf(const std::filesystem::path &output);

} // namespace imago::style::video
