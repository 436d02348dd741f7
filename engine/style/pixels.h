// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/image.h"

#include <cstdint>
#include <limits>

namespace imago::style {

/// Full intensity or opacity of a channel: Value is std::uint8_t for Rgba8, std::uint16_t for Rgba16.
template <typename Value>
inline constexpr Value kFull = std::numeric_limits<Value>::max();

/// A row's channels. Requires: Value as the image's format says.
template <typename Value>
const Value *pixels(const Image &image, int y)
{
    return reinterpret_cast<const Value *>(image.row(y));
}

template <typename Value>
Value *pixels(Image &image, int y)
{
    return reinterpret_cast<Value *>(image.row(y));
}

/// Y' of a pixel's red, green and blue (BT.709), on the scale that they have.
template <typename Value>
float pixelLuma(const Value *pixel)
{
    return 0.2126F * static_cast<float>(pixel[0]) + 0.7152F * static_cast<float>(pixel[1]) +
           0.0722F * static_cast<float>(pixel[2]);
}

} // namespace imago::style
