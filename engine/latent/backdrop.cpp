// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/latent/backdrop.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

namespace imago::latent {

namespace {

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

// Brightness of the backdrop at (u, v) in [-0.5, 0.5]: a soft pool of light behind the head, darker corners.
float pool(float u, float v, float lightSide)
{
    const float du = u + 0.14F * lightSide;
    const float dv = v + 0.10F;
    return 0.80F + 0.32F * std::exp(-5.0F * (du * du + dv * dv)) - 0.12F * v;
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
    const float lightSide = std::sin(attributes[LightDirection] * 0.0174533F);
    Image result(cutout.size(), cutout.format());
    if (cutout.format() == PixelFormat::Rgba8)
        composite<std::uint8_t>(cutout, result, colour, lightSide);
    else
        composite<std::uint16_t>(cutout, result, colour, lightSide);
    return result;
}

} // namespace imago::latent
