// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/image.h"

#include <cstdint>
#include <span>

namespace imago::files {

/// The sRGB profile that exported pictures carry: always the same bytes (ICC version 2, for old readers).
std::span<const std::uint8_t> srgbProfile();

/// Converts the colours from an ICC profile (RGB or grey) to sRGB; leaves them where the profile is damaged,
/// or is of another kind of colour, as browsers do.
void convertToSrgb(Image &image, std::span<const std::uint8_t> profile);

/// Rows of C, M, Y, K with 0 for no ink, from a CMYK profile, or simply mixed where there is none.
Image fromCmyk(std::span<const std::uint8_t> pixels, Size size, std::span<const std::uint8_t> profile);

} // namespace imago::files
