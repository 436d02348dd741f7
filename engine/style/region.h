// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/core/image.h"

#include <stop_token>

namespace imago::style {

/// A mask may have another size than the photo, but not other proportions (to 2 %). Errors: BadInput.
Status checkMask(Size mask, Size photo);

/// Where the mask is black or transparent `inside` becomes `outside`, where white it stays, in between a mixture. The
/// mask is resampled to fit. Requires: equal sizes, both Rgba16.
void blendByMask(Image &inside, const Image &outside, const Image &mask);

/// `picture` becomes `other` except for `share` of it, in [0, 1]; at 1 there is nothing to do. The same pixels on any
/// number of threads. False when `stop` came first. Requires: equal sizes, `picture` Rgba16.
bool blend(Image &picture, const Image &other, double share, int threads, const std::stop_token &stop);

} // namespace imago::style
