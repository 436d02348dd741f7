// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>

namespace imago::style {

/// A colour of three numbers: R, G, B or L, a, b.
using Color = std::array<float, 3>;

/// Linear light of a 16-bit sRGB value, in [0, 1] (IEC 61966-2-1).
float toLinear(std::uint16_t value) noexcept;
/// And back, clamped.
std::uint16_t fromLinear(float light) noexcept;

/// OKLab of linear sRGB light (Ottosson 2020): L in [0, 1], a and b within about [-0.4, 0.4].
Color toOklab(const Color &linear) noexcept;
/// And back; channels fall outside [0, 1] for colours that a screen has not.
Color fromOklab(const Color &lab) noexcept;

/// fromOklab with the chroma lowered until the colour is one that a screen has; lightness and hue stay.
Color fromOklabInGamut(const Color &lab) noexcept;

} // namespace imago::style
