// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/art/color.h"

#include "engine/style/oklab.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace imago::art {

namespace {

style::Color lab(Rgb c)
{
    return style::toOklab({std::max(c.r, 0.0F), std::max(c.g, 0.0F), std::max(c.b, 0.0F)});
}

Rgb fromLab(const style::Color &color)
{
    const style::Color linear = style::fromOklab(color);
    return {std::max(linear[0], 0.0F), std::max(linear[1], 0.0F), std::max(linear[2], 0.0F)};
}

} // namespace

Rgb hex(std::uint32_t code)
{
    const auto channel = [code](unsigned shift) {
        return style::toLinear(static_cast<std::uint16_t>((code >> shift & 0xFFU) * 257U));
    };
    return {channel(16), channel(8), channel(0)};
}

Rgb mix(Rgb a, Rgb b, float share)
{
    const style::Color from = lab(a);
    const style::Color to = lab(b);
    style::Color result{};
    for (std::size_t i = 0; i < 3; ++i)
        result[i] = from[i] + share * (to[i] - from[i]);
    return fromLab(result);
}

float lightness(Rgb c)
{
    return lab(c)[0];
}

Rgb changed(Rgb c, float light, float chroma, float turn)
{
    const style::Color from = lab(c);
    const float cosine = std::cos(turn) * chroma;
    const float sine = std::sin(turn) * chroma;
    return fromLab({std::clamp(from[0] + light, 0.0F, 1.0F), from[1] * cosine - from[2] * sine,
                    from[1] * sine + from[2] * cosine});
}

float difference(Rgb a, Rgb b)
{
    const style::Color one = lab(a);
    const style::Color other = lab(b);
    return std::hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2]);
}

Palette::Palette(std::initializer_list<std::uint32_t> codes)
{
    for (const std::uint32_t code : codes)
        m_colors.push_back(hex(code));
}

Rgb Palette::at(float place) const
{
    const float step = std::clamp(place, 0.0F, 1.0F) * static_cast<float>(m_colors.size() - 1);
    const std::size_t below = std::min(static_cast<std::size_t>(step), m_colors.size() - 1);
    const std::size_t above = std::min(below + 1, m_colors.size() - 1);
    return mix(m_colors[below], m_colors[above], step - static_cast<float>(below));
}

Rgb Palette::pick(float place) const
{
    const float step = std::clamp(place, 0.0F, 1.0F) * static_cast<float>(m_colors.size());
    return m_colors[std::min(static_cast<std::size_t>(step), m_colors.size() - 1)];
}

Rgb Palette::nearest(Rgb c, float lightnessWeight) const
{
    const style::Color wanted = lab(c);
    Rgb best;
    float least = std::numeric_limits<float>::max();
    for (const Rgb &color : m_colors) {
        const style::Color have = lab(color);
        const float distance =
            std::hypot(lightnessWeight * (have[0] - wanted[0]), have[1] - wanted[1], have[2] - wanted[2]);
        if (distance < least) {
            least = distance;
            best = color;
        }
    }
    return best;
}

} // namespace imago::art
