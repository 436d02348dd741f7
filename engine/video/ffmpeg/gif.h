// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/video/clip.h"

#include <filesystem>
#include <functional>
#include <stop_token>
#include <vector>

namespace imago::video {

/// When a GIF's frames are shown.
struct GifTimes
{
    Fraction timeBase{1, 100};
    std::vector<std::int64_t> times; ///< Growing.
    std::int64_t end = 0;            ///< When the last frame ends.
};

/// Writes an endless GIF through files::SaveFile. One palette of 255 colours serves all frames and the dither pattern
/// (ordered: Bayer 1973) stands still, so that nothing flickers that did not before. Pixels less than half opaque are
/// transparent. Times are rounded to hundredths of a second, as the format wants.
///
/// `frameAt(i)`: the i-th frame, Rgba8, all of one size; asked for twice at most. False: `stop` came first.
/// Errors: those of frameAt and SaveFile; BadInput for no frames or above 65,535 px; UnsupportedFormat.
Result<bool> writeGif(const std::filesystem::path &target, const GifTimes &times,
                      const std::function<Result<Image>(std::size_t)> &frameAt, const std::stop_token &stop = {});

} // namespace imago::video
