// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/image.h"

#include <stop_token>

namespace imago::style {

/// Gives the picture the look of a smaller one: of its own it keeps only what is finer than the small one's pixels (the
/// highest band of a Laplacian pyramid: Burt and Adelson 1983). So large strokes or a refined picture get sharp edges
/// at any size. Beside the pictures it takes 12 bytes for each pixel of the small one. False when `stop` came first;
/// the picture is then partly done. The same pixels on any number of threads.
/// Requires: both Rgba16 and of one shape; `small` is no larger than `picture`.
bool takeLowBand(Image &picture, const Image &small, int threads, const std::stop_token &stop);

} // namespace imago::style
