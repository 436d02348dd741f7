// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/image.h"

#include <cstdint>
#include <span>
#include <vector>

namespace imago::files {

/// How a camera was held, from an EXIF block with or without its "Exif" prefix: 1 (upright) to 8. 1 where the
/// block is missing or damaged: a wrong turn is worse than none.
int exifOrientation(std::span<const std::uint8_t> exif) noexcept;

/// An EXIF block, without its "Exif" prefix, that says the resolution alone: dots an inch, to a hundredth. Requires: 1
/// to 100,000.
std::vector<std::uint8_t> exifWithResolution(double dpi);

/// The picture turned and mirrored so that one of this orientation is upright.
Image upright(Image image, int orientation);

} // namespace imago::files
