// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/style/video/stylise_video.h"
#include "engine/video/ffmpeg/encoder.h"

#include <string>

namespace imago::style::video {

/// A text that two orders share only if their stretches fit together: the same clip (by its size, its date and what is
/// at both its ends), the same styles, the same settings. Where the clip is to end does not count.
/// Errors: as files::openRegular.
Result<std::string> orderText(const VideoOrder &order, const imago::video::EncoderSettings &settings,
                              const std::string &modelHash);

} // namespace imago::style::video
