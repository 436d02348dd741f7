// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/latent/backdrop.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstring>
#include <vector>

namespace imago::latent {

namespace {

// The borders that a backdrop is read from are a sixth of the side broad.
constexpr int kBorder = 6;
// Less than a fiftieth of the picture may be all hair.
constexpr std::size_t kLeast = 50;
// Neural portraits end softly. What still shines through is outvoted by what stands free.
constexpr std::uint8_t kFree = 25;
constexpr std::uint8_t kOpaque = 250;
// Between two channels of a grey: what rounding to 8 bits makes of it.
constexpr float kRounding = 1.5F / 255.0F;

struct Rgb
{
    float r, g, b;
};

// HSL to RGB (CSS Color 4, section 7.1); hue in degrees.
Rgb fromHsl(float hue, float saturation, float lightness)
{
    const float a = saturation * std::min(lightness, 1.0F - lightness);
    const auto channel = [&](float n) {
        const float k = std::fmod(n + hue / 30.0F, 12.0F);
        return lightness - a * std::max(-1.0F, std::min({k - 3.0F, 9.0F - k, 1.0F}));
    };
    return {channel(0.0F), channel(8.0F), channel(4.0F)};
}

// The inverse of fromHsl().
void describe(Rgb colour, Attributes &attributes)
{
    const auto [least, most] = std::minmax({colour.r, colour.g, colour.b});
    const float chroma = most - least;
    attributes[BackgroundLightness] = 0.5F * (least + most);
    attributes[BackgroundSaturation] = 0.0F;
    if (chroma <= kRounding)
        return;
    attributes[BackgroundSaturation] = std::min(chroma / (1.0F - std::abs(least + most - 1.0F)), 1.0F);
    float sixth = 4.0F + (colour.r - colour.g) / chroma;
    if (colour.r >= most)
        sixth = std::fmod(6.0F + (colour.g - colour.b) / chroma, 6.0F);
    else if (colour.g >= most)
        sixth = 2.0F + (colour.b - colour.r) / chroma;
    attributes[BackgroundHue] = 60.0F * sixth;
}

// Brightness of the backdrop at (u, v) in [-0.5, 0.5]: a soft pool of light behind the head, darker corners.
float pool(float u, float v, float lightSide)
{
    const float du = u + 0.14F * lightSide;
    const float dv = v + 0.10F;
    return 0.80F + 0.32F * std::exp(-5.0F * (du * du + dv * dv)) - 0.12F * v;
}

// Which side the main light comes from, as pool() wants it.
float lightSideOf(const Attributes &attributes)
{
    return std::sin(attributes[LightDirection] * 0.0174533F);
}

/// A piece of a picture's backdrop.
struct Glimpse
{
    std::array<float, 3> colour; ///< What the picture shows, 0 to 1.
    float brightness;            ///< Of a backdrop there.
};

// The borders that the portrait leaves free; below it are its clothes. Empty where they do not tell.
std::vector<Glimpse> freeBorders(const Image &picture, const Image &cutout, float lightSide)
{
    const int width = picture.width();
    const int height = picture.height();
    std::vector<Glimpse> seen;
    std::size_t transparent = 0;
    for (int y = 0; y < height; ++y) {
        const float v = (static_cast<float>(y) + 0.5F) / static_cast<float>(height) - 0.5F;
        const std::uint8_t *pixel = picture.row(y);
        const std::uint8_t *drawn = cutout.row(y);
        for (int x = 0; x < width; ++x, pixel += 4, drawn += 4) {
            if (kBorder * std::min({x, width - 1 - x, y}) >= std::min(width, height) || drawn[3] > kFree)
                continue;
            if (pixel[3] < kOpaque) {
                ++transparent;
                continue;
            }
            const float u = (static_cast<float>(x) + 0.5F) / static_cast<float>(width) - 0.5F;
            seen.push_back({{static_cast<float>(pixel[0]) / 255.0F, static_cast<float>(pixel[1]) / 255.0F,
                             static_cast<float>(pixel[2]) / 255.0F},
                            pool(u, v, lightSide)});
        }
    }
    const auto pixels = static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
    if (transparent > seen.size() || kLeast * seen.size() < pixels)
        seen.clear();
    return seen;
}

// The level of a channel at which the backdrop is as often too dark as too bright, by bisection: a median that is right
// also where the pool of light is whiter than white.
float medianLevel(const std::vector<Glimpse> &seen, std::size_t channel)
{
    constexpr int kHalvings = 16;
    float low = 0.0F;
    float high = 1.0F;
    for (int i = 0; i < kHalvings; ++i) {
        const float middle = 0.5F * (low + high);
        std::ptrdiff_t tooDark = 0;
        for (const Glimpse &glimpse : seen) {
            const float drawn = std::min(middle * glimpse.brightness, 1.0F);
            tooDark += (drawn < glimpse.colour[channel] ? 1 : 0) - (drawn > glimpse.colour[channel] ? 1 : 0);
        }
        (tooDark > 0 ? low : high) = middle;
    }
    return 0.5F * (low + high);
}

template <typename Sample>
void composite(const Image &cutout, Image &result, Rgb colour, float lightSide)
{
    constexpr float kFull = sizeof(Sample) == 1 ? 255.0F : 65535.0F;
    const int width = cutout.width();
    const int height = cutout.height();
    for (int y = 0; y < height; ++y) {
        const float v = (static_cast<float>(y) + 0.5F) / static_cast<float>(height) - 0.5F;
        const std::uint8_t *source = cutout.row(y);
        std::uint8_t *target = result.row(y);
        for (int x = 0; x < width; ++x, source += 4 * sizeof(Sample), target += 4 * sizeof(Sample)) {
            std::array<Sample, 4> pixel;
            std::memcpy(pixel.data(), source, sizeof pixel);
            const float alpha = static_cast<float>(pixel[3]) / kFull;
            if (alpha < 1.0F) {
                const float u = (static_cast<float>(x) + 0.5F) / static_cast<float>(width) - 0.5F;
                const float light = pool(u, v, lightSide) * kFull;
                const float back[3] = {colour.r * light, colour.g * light, colour.b * light};
                for (std::size_t c = 0; c < 3; ++c) {
                    const float mixed =
                        static_cast<float>(pixel[c]) * alpha + std::min(back[c], kFull) * (1.0F - alpha);
                    pixel[c] = static_cast<Sample>(mixed + 0.5F);
                }
                pixel[3] = static_cast<Sample>(kFull);
            }
            std::memcpy(target, pixel.data(), sizeof pixel);
        }
    }
}

} // namespace

Image overBackdrop(const Image &cutout, const Attributes &attributes)
{
    const Rgb colour = fromHsl(attributes[BackgroundHue], attributes[BackgroundSaturation],
                               attributes[BackgroundLightness]);
    const float lightSide = lightSideOf(attributes);
    Image result(cutout.size(), cutout.format());
    if (cutout.format() == PixelFormat::Rgba8)
        composite<std::uint8_t>(cutout, result, colour, lightSide);
    else
        composite<std::uint16_t>(cutout, result, colour, lightSide);
    return result;
}

std::optional<Attributes> withBackdropOf(const Image &picture, const Image &cutout, Attributes attributes)
{
    const std::vector<Glimpse> seen = freeBorders(picture, cutout, lightSideOf(attributes));
    if (seen.empty())
        return std::nullopt;
    describe({medianLevel(seen, 0), medianLevel(seen, 1), medianLevel(seen, 2)}, attributes);
    return attributes;
}

} // namespace imago::latent
