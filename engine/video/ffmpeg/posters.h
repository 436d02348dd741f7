// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/video/clip.h"

#include <filesystem>
#include <stop_token>
#include <vector>

namespace imago::video {

/// What a clip is, without reading it all. Errors: as Reader.
Result<ClipInfo> readClipInfo(const std::filesystem::path &clip);

/// The frames that are shown at these moments (seconds from the clip's begin), Rgba8 with square pixels and this longer
/// side at most. Fewer where `stop` came or the clip ends before. Errors: as Reader.
Result<std::vector<Frame>> readPosters(const std::filesystem::path &clip, const std::vector<double> &moments,
                                       int longerSide, const std::stop_token &stop = {});

} // namespace imago::video
