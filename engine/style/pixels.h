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

} // namespace imago::style
