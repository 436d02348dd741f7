// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/image.h"

#include <cstdint>
#include <span>

namespace imago::dataset {

/// How a picture of another shape gets into a frame.
enum class Fit {
    Crop, ///< Fills the frame; what sticks out on two sides is cut off evenly.
    Pad   ///< All of it is seen; beside it is transparency, or around an opaque picture the commonest tone of its rim.
};

/// Puts a picture into a frame: `out` gets size.width x size.height pixels, RGBA8, colour premultiplied by alpha. A
/// picture that fits and fills three quarters of each side is padded as it is instead of being enlarged. Requires:
/// picture and size are not empty; out holds 4 bytes a pixel.
void fitPicture(const Image &picture, Size size, Fit fit, std::span<std::uint8_t> out);

/// Makes premultiplied pixels opaque, as before a white wall.
void putOnWhite(std::span<std::uint8_t> premultiplied) noexcept;

/// What fitPicture() makes, as a straight picture for reports.
Image fitted(const Image &picture, Size size, Fit fit);

/// Straight alpha from premultiplied pixels. Requires: 4 bytes a pixel.
Image straight(std::span<const std::uint8_t> premultiplied, Size size);

} // namespace imago::dataset
