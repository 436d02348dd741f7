// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <initializer_list>
#include <vector>

namespace imago::art {

/// A colour as linear light of the sRGB primaries. Lights may exceed 1 until they are put into a picture.
struct Rgb
{
    float r = 0.0F;
    float g = 0.0F;
    float b = 0.0F;
};

inline Rgb operator*(Rgb c, float k)
{
    return {c.r * k, c.g * k, c.b * k};
}
inline Rgb operator*(Rgb a, Rgb b)
{
    return {a.r * b.r, a.g * b.g, a.b * b.b};
}
inline Rgb operator+(Rgb a, Rgb b)
{
    return {a.r + b.r, a.g + b.g, a.b + b.b};
}
/// Mixes lights: what half-covered pixels want.
inline Rgb blend(Rgb a, Rgb b, float share)
{
    return {a.r + share * (b.r - a.r), a.g + share * (b.g - a.g), a.b + share * (b.b - a.b)};
}

/// "0xRRGGBB", sRGB-encoded.
Rgb hex(std::uint32_t code);
/// Mixes as the eye does (in OKLab): what gradients and palettes want.
Rgb mix(Rgb a, Rgb b, float share);
/// OKLab's lightness, 0 to 1.
float lightness(Rgb c);
/// Lighter by `light` (of OKLab's L), chroma times `chroma`, hue turned by `turn` radians.
Rgb changed(Rgb c, float light, float chroma = 1.0F, float turn = 0.0F);
/// Distance in OKLab.
float difference(Rgb a, Rgb b);

/// Colours in an order.
class Palette
{
public:
    Palette(std::initializer_list<std::uint32_t> codes);

    /// The gradient through them: 0 is the first, 1 the last.
    Rgb at(float place) const;
    /// The one that `place` in [0, 1) falls on.
    Rgb pick(float place) const;
    /// The one nearest to `c`; `lightnessWeight` below 1 looks more at the hue.
    Rgb nearest(Rgb c, float lightnessWeight = 1.0F) const;

private:
    std::vector<Rgb> m_colors;
};

} // namespace imago::art
