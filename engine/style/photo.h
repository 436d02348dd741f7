// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/core/image.h"

namespace imago::style {

/// Errors: BadInput for a side below kLeastSide.
Status checkSides(Size size);

/// The size with this longer side and the same proportions; neither side falls below kLeastSide.
Size fitted(Size size, int longerSide);

/// Without transparency, for networks that know only colours: what is transparent shows the mean of what is visible
/// (white where nothing is), so that neither edges nor foreign colours appear. Keeps the format.
Image opaque(Image picture);
bool isOpaque(const Image &picture);

/// Gives `picture` the transparency of `photo`. Requires: equal sizes and formats.
void copyTransparency(const Image &photo, Image &picture);

} // namespace imago::style
