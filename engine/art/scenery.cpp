// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/art/scenery.h"

#include "engine/art/noise.h"

#include <array>

namespace imago::art {

namespace {

struct MoodCodes
{
    std::uint32_t zenith, horizon, cloud, sun, far, near, leaf, grass, earth, water;
};

constexpr std::array<MoodCodes, 8> kMoods = {{
    {0x3F78B8, 0xBFD9E8, 0xFFFFFF, 0xFFF6D8, 0x8FA9BF, 0x4A6650, 0x3E6B35, 0x87A84C, 0x8A6B48, 0x3C7A94}, // noon
    {0x5A6FA8, 0xFFC58A, 0xFFE3C0, 0xFFE08A, 0xB79BB5, 0x6B5A4A, 0x6E6A2E, 0xC9A24A, 0x8E5E3A, 0x6E86A8}, // golden hour
    {0x2B2F63, 0xF0785A, 0xE88A86, 0xFFB060, 0x6E5A8C, 0x2E2A48, 0x27303F, 0x4A4A50, 0x463444, 0x3E4676}, // dusk
    {0x8E9DAA, 0xD3D9DA, 0xEDEFEF, 0xF4F1E6, 0xA9B5BA, 0x59685F, 0x47604A, 0x7E9461, 0x7A6A58, 0x7C939C}, // overcast
    {0x86B4D8, 0xF6E3D6, 0xFFFFFF, 0xFFF2DE, 0xB6C9DC, 0x7C8CA0, 0x4C5F62, 0xE9EEF3, 0xC9CDD6, 0x9CBBCB}, // snow
    {0x5B93C4, 0xF2DDB4, 0xFFF6E4, 0xFFEFC0, 0xA79CA0, 0x7C4A2C, 0xC0562A, 0xC79338, 0x8C5230, 0x5C7F8E}, // autumn
    {0x101B3E, 0x3C5C8C, 0x4F6A98, 0xF4F2DA, 0x2F4470, 0x16233C, 0x14302E, 0x1F3A3A, 0x2C2E3C, 0x1E3A66}, // moonlight
    {0x7FC3DD, 0xFFE0E6, 0xFFFFFF, 0xFFF4E4, 0xB8C6DE, 0x72906E, 0xE4A0B4, 0x9CC46A, 0xA07E60, 0x74B4BE}, // blossom
}};

} // namespace

float within(Random &random, float low, float high)
{
    return low + (high - low) * static_cast<float>(random.uniform());
}

std::uint32_t bitsFrom(Random &random)
{
    return static_cast<std::uint32_t>(random.next());
}

Mood moodOf(std::uint64_t seed)
{
    const MoodCodes &codes = kMoods[static_cast<std::size_t>(seed % kMoods.size())];
    return {hex(codes.zenith), hex(codes.horizon), hex(codes.cloud), hex(codes.sun),   hex(codes.far),
            hex(codes.near),   hex(codes.leaf),    hex(codes.grass), hex(codes.earth), hex(codes.water)};
}

Rgb Sky::at(Vec p) const
{
    const float up = clamp01(1.0F - p.y / std::max(horizon, 0.05F));
    Rgb color = mix(mood.horizon, mood.zenith, std::pow(up, 0.8F));
    const float distance = length(p - sun);
    color = blend(color, mood.sun, 0.55F * std::exp(-distance * distance * 14.0F));
    const float perspective = 1.2F + 3.5F * (1.0F - up); // clouds lie flatter and closer near the horizon
    const Vec q = warped({p.x * 2.2F, p.y * 1.6F * perspective}, 0.35F, 1.3F, seed);
    const float mass = fractal(q, seed + 3U, 5) + cloudiness - 0.5F;
    const Vec towardsSun = (sun - p) * (0.13F / (distance + 0.1F));
    const float lightSide = fractal(q + towardsSun, seed + 3U, 4) + cloudiness - 0.5F;
    const Rgb shadow = mix(mood.cloud, mood.zenith, 0.55F);
    const Rgb cloudColor = mix(shadow, mood.cloud, clamp01(0.75F - 1.4F * (lightSide - mass + 0.2F * mass)));
    color = blend(color, cloudColor, 0.85F * smooth(0.0F, 0.35F, mass));
    return blend(color, mood.sun * 1.1F, smooth(0.045F, 0.038F, distance));
}

Sky makeSky(const Mood &mood, float width, float horizon, Random &random)
{
    Sky sky;
    sky.mood = mood;
    sky.horizon = horizon;
    sky.sun = {width * within(random, 0.15F, 0.85F), horizon * within(random, 0.2F, 0.75F)};
    sky.cloudiness = within(random, 0.25F, 0.7F);
    sky.seed = bitsFrom(random);
    return sky;
}

void drawConifer(Canvas &canvas, Vec foot, float height, Rgb leaf, Random &random)
{
    const std::uint32_t seed = bitsFrom(random);
    const float spread = height * within(random, 0.2F, 0.28F);
    const Rgb tint = changed(leaf, within(random, -0.05F, 0.03F));
    canvas.line(foot, foot - Vec{0, height * 0.3F}, height * 0.05F, changed(leaf, -0.16F, 0.5F));
    const Box reached{{foot.x - spread * 1.3F, foot.y - height}, {foot.x + spread * 1.3F, foot.y}};
    canvas.touch(reached, [&](Vec p, Rgb &color, float &) {
        const float up = (foot.y - p.y) / height;
        if (up < 0.08F || up > 1.0F)
            return;
        const float tier = fraction((1.0F - up) * (5.0F + 3.0F * (1.0F - up)));
        const float reach = spread * (1.0F - up) * (0.55F + 0.5F * tier);
        const float ragged = 0.35F * spread * (1.0F - up) * noise({p.x * 14.0F / height, p.y * 22.0F / height}, seed);
        const float inside = reach + ragged - std::abs(p.x - foot.x);
        const float side = (p.x - foot.x) / spread;
        const float needles = fractal({p.x * 16.0F / height, p.y * 26.0F / height}, seed + 5U, 3);
        color =
            blend(color, changed(tint, -0.13F * side + 0.12F * (tier - 0.6F) + 0.09F * needles), canvas.cover(-inside));
    });
}

void drawBroadleaf(Canvas &canvas, Vec foot, float height, Rgb leaf, Rgb bark, Random &random)
{
    const float trunk = height * 0.4F;
    const Vec fork{foot.x + height * within(random, -0.04F, 0.04F), foot.y - trunk};
    const Rgb dark = changed(bark, -0.15F);
    canvas.line(foot, fork, height * 0.055F, dark);
    canvas.line(foot - Vec{height * 0.012F, 0}, fork - Vec{height * 0.012F, 0}, height * 0.02F, bark);
    for (int i = 0; i < 5; ++i) {
        const Vec end = fork + direction(within(random, -2.6F, -0.5F)) * (height * 0.3F);
        canvas.line(fork, end, height * 0.02F, dark);
    }
    // Clumps of leaves, each clump a lit ball of dabs.
    const Vec crown{fork.x, foot.y - height * 0.68F};
    const int clumps = 9;
    for (int i = 0; i < clumps; ++i) {
        const Vec offset = direction(within(random, 0, 2 * kPi)) * (height * 0.2F * std::sqrt(within(random, 0, 1)));
        const Vec center = crown + Vec{offset.x * 1.25F, offset.y};
        const float radius = height * within(random, 0.1F, 0.17F);
        for (int k = 0; k < 70; ++k) {
            const Vec local = direction(within(random, 0, 2 * kPi)) * std::sqrt(within(random, 0, 1));
            const float light = 0.13F * dot(local, {-0.6F, -0.8F}) - 0.1F * (center.y - crown.y) / height;
            const float size = height * within(random, 0.012F, 0.026F);
            canvas.disc(center + local * radius, size,
                        changed(leaf, light + within(random, -0.05F, 0.05F), 1.0F, within(random, -0.15F, 0.15F)),
                        0.9F);
        }
    }
}

} // namespace imago::art
