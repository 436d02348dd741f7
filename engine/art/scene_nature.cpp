// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/art/noise.h"
#include "engine/art/scene.h"
#include "engine/art/scenery.h"

#include <array>

namespace imago::art {

namespace {

// Mountains one behind the other, with haze between them.
struct Range
{
    float base = 0.5F;
    float rise = 0.2F;
    float frequency = 1.5F;
    std::uint32_t seed = 0;

    float crest(float x) const
    {
        return base - rise * (ridges({x * frequency, 0.37F}, seed, 5) - 0.35F) -
               0.006F * noise({x * 60.0F, 0.0F}, seed + 9U);
    }
};

Rgb slopeColor(const Range &range, Vec p, Rgb tint, const Mood &mood, bool snow)
{
    const float below = p.y - range.crest(p.x);
    const Vec q = warped({p.x * 6.0F, p.y * 4.5F}, 0.25F, 2.0F, range.seed + 31U);
    const float left = ridges(q, range.seed + 41U, 4);
    const float right = ridges(q + Vec{0.14F, 0.05F}, range.seed + 41U, 4);
    Rgb color = changed(tint, 0.55F * (left - right) + 0.05F * fractal(p * 40.0F, range.seed + 51U, 2));
    if (snow) {
        const float cap = smooth(0.11F, 0.02F, below + 0.05F * fractal(p * 14.0F, range.seed + 61U, 3));
        color = blend(color, changed(mix(mood.horizon, {1, 1, 1}, 0.7F), 0.3F * (left - right)), 0.9F * cap);
    }
    return blend(color, mood.horizon, 0.45F * smooth(0.0F, 0.3F, below));
}

Rgb groundColor(Vec p, float top, const Mood &mood, std::uint32_t seed)
{
    const float depth = std::max(p.y - top, 0.0F) + 0.04F;
    const Vec q{p.x / depth * 0.6F, 1.2F * std::log(depth) * 6.0F};
    const float tufts = fractal(q * 3.0F, seed, 4);
    const float patches = fractal(q * 0.6F, seed + 5U, 3);
    Rgb color =
        mix(mix(mood.grass, mood.horizon, 0.25F * smooth(0.3F, 0.0F, depth)), mood.earth, smooth(0.0F, 0.6F, patches));
    color = changed(color, 0.09F * tufts - 0.1F * smooth(0.1F, 0.6F, depth));
    return color;
}

} // namespace

void drawMountains(Canvas &canvas, std::uint64_t seed)
{
    Random random(mixSeed(seed, 1));
    const Mood mood = moodOf(seed);
    const float horizon = canvas.height() * within(random, 0.5F, 0.62F);
    const Sky sky = makeSky(mood, canvas.width(), horizon, random);
    const bool lake = random.chance(0.55);
    std::vector<Range> ranges;
    for (int i = 0; i < 4; ++i) {
        const float near = real(i) / 3.0F;
        ranges.push_back({horizon * lerp(0.86F, 1.04F, near), lerp(0.36F, 0.12F, near) * within(random, 0.7F, 1.1F),
                          lerp(1.3F, 2.6F, near), bitsFrom(random)});
    }
    const auto backdrop = [&](Vec p) {
        Rgb color = sky.at(p);
        for (std::size_t i = 0; i < ranges.size(); ++i) {
            const float inside = p.y - ranges[i].crest(p.x);
            if (inside < -canvas.pixel())
                continue;
            const Rgb tint = mix(mood.far, mood.near, real(static_cast<int>(i)) / 3.0F);
            color = blend(color, slopeColor(ranges[i], p, tint, mood, i < 2), canvas.cover(-inside));
        }
        return color;
    };
    const std::uint32_t ground = bitsFrom(random);
    const float shore = horizon + within(random, 0.18F, 0.26F);
    const auto bank = [&](float x) {
        return (lake ? shore : horizon) + 0.05F * fractal({x * 2.0F, 3.0F}, ground + 7U, 3);
    };
    canvas.touchAll([&](Vec p, Rgb &color, float &) {
        if (p.y < horizon) {
            color = backdrop(p);
            return;
        }
        const float under = p.y - bank(p.x);
        if (lake && under < canvas.pixel()) {
            const float depth = p.y - horizon;
            const float ripple = noise({p.x * 9.0F / (0.15F + depth), 14.0F * std::log(0.02F + depth)}, ground + 3U);
            const Rgb mirrored = backdrop({p.x + 0.012F * ripple, horizon - 1.05F * depth + 0.02F * ripple});
            color = blend(mirrored, mood.water, 0.3F + 0.15F * ripple);
            color = changed(color, -0.03F + 0.05F * smooth(0.3F, 0.8F, ripple));
            if (under < -canvas.pixel())
                return;
        }
        color = blend(color, groundColor(p, lake ? shore - 0.05F : horizon, mood, ground), canvas.cover(-under));
    });
    const int trees = 10 + static_cast<int>(random.below(14));
    const bool conifers = random.chance(0.6);
    const float grove = within(random, 0.1F, 0.9F) * canvas.width();
    for (int i = 0; i < trees; ++i) {
        const float far = 1.0F - real(i) / real(trees);
        const float x = lerp(grove + within(random, -0.35F, 0.35F), within(random, 0, canvas.width()), 0.35F);
        const float foot = bank(x) + 0.01F + 0.22F * (1.0F - far) * within(random, 0.5F, 1.0F);
        const float tall = lerp(0.3F, 0.1F, far) * within(random, 0.8F, 1.2F);
        const Rgb leaf = mix(mood.leaf, mood.horizon, 0.35F * far);
        if (conifers)
            drawConifer(canvas, {x, foot}, tall, leaf, random);
        else
            drawBroadleaf(canvas, {x, foot}, tall, leaf, mood.earth, random);
    }
}

void drawSea(Canvas &canvas, std::uint64_t seed)
{
    Random random(mixSeed(seed, 2));
    const Mood mood = moodOf(seed);
    const float horizon = canvas.height() * within(random, 0.38F, 0.55F);
    const Sky sky = makeSky(mood, canvas.width(), horizon, random);
    const std::uint32_t bits = bitsFrom(random);
    const bool left = random.chance(0.5);
    const float reach = within(random, 0.3F, 0.5F) * canvas.width();
    const auto cliff = [&](float x) {
        const float from = left ? x : canvas.width() - x;
        return horizon + 0.03F - 0.28F * smooth(reach, reach * 0.3F, from + 0.06F * noise({x * 9.0F, 2.0F}, bits)) +
               0.02F * fractal({x * 14.0F, 1.0F}, bits + 1U, 3);
    };
    canvas.touchAll([&](Vec p, Rgb &color, float &) {
        if (p.y < horizon) {
            color = sky.at(p);
        } else {
            const float depth = p.y - horizon + 0.012F;
            const Vec q{p.x * 0.35F / depth, 3.2F * std::log(depth)};
            const float swell = ridges(warped(q * 1.3F, 0.2F, 2.0F, bits + 11U), bits + 13U, 4);
            const float chop = fractal(q * 5.0F, bits + 17U, 3);
            const Rgb mirrored = sky.at({p.x + 0.05F * chop, std::max(horizon - depth * 1.2F, 0.0F)});
            color = mix(mood.water, mirrored, clamp01(0.55F - 0.45F * swell + 0.2F * chop));
            color = changed(color, 0.1F * chop - 0.12F * smooth(0.0F, 0.6F, depth) * (1.0F - swell));
            const float glitter = std::exp(-30.0F * (p.x - sky.sun.x) * (p.x - sky.sun.x) / (0.1F + depth));
            color = blend(color, mood.sun, 0.8F * glitter * smooth(0.15F, 0.5F, chop));
            color =
                blend(color, {0.92F, 0.95F, 0.96F}, 0.8F * smooth(0.72F, 0.86F, swell) * smooth(0.02F, 0.2F, depth));
        }
        const float inside = p.y - cliff(p.x);
        if (inside > -canvas.pixel() && p.y < horizon + 0.035F) {
            const float strata = fractal({p.x * 7.0F, p.y * 34.0F}, bits + 21U, 4);
            const float cracks = ridges({p.x * 26.0F, p.y * 9.0F}, bits + 23U, 3);
            Rgb rock = changed(mix(mood.earth, mood.far, 0.3F), 0.1F * strata + 0.12F * (cracks - 0.5F));
            rock = blend(rock, mood.grass, smooth(0.05F, 0.01F, inside + 0.02F * strata));
            color = blend(color, rock, canvas.cover(-inside));
        }
    });
    if (random.chance(0.6)) { // a lighthouse on the cliff
        const float x = (left ? 0.35F : 0.65F) * reach + (left ? 0.0F : canvas.width() - reach);
        const float foot = cliff(x) + 0.01F;
        for (int i = 0; i < 6; ++i) {
            const float low = foot - 0.032F * real(i);
            const float wide = 0.024F - 0.0018F * real(i);
            const Rgb stripe = i % 2 == 0 ? hex(0xF4F1EA) : hex(0xC23B2E);
            canvas.polygon({{x - wide, low},
                            {x + wide, low},
                            {x + wide - 0.0018F, low - 0.033F},
                            {x - wide + 0.0018F, low - 0.033F}},
                           stripe);
            canvas.polygon({{x + wide * 0.3F, low},
                            {x + wide, low},
                            {x + wide - 0.0018F, low - 0.033F},
                            {x + wide * 0.3F, low - 0.033F}},
                           changed(stripe, -0.15F));
        }
        canvas.polygon({{x - 0.018F, foot - 0.2F},
                        {x + 0.018F, foot - 0.2F},
                        {x + 0.012F, foot - 0.225F},
                        {x - 0.012F, foot - 0.225F}},
                       hex(0x3A3F4A));
        canvas.disc({x, foot - 0.21F}, 0.01F, hex(0xFFE9A0));
    }
    const int boats = 2 + static_cast<int>(random.below(4));
    for (int i = 0; i < boats; ++i) {
        const float depth = 0.03F + 0.3F * real(i + 1) / real(boats) * within(random, 0.6F, 1.0F);
        const float size = 0.06F + 0.75F * depth;
        const Vec at{canvas.width() * within(random, 0.1F, 0.9F), horizon + depth};
        const auto place = [&](float x, float y) { return at + Vec{x * size, y * size}; };
        constexpr std::array<std::uint32_t, 5> kSails = {0xFFF7E8, 0xE9573F, 0xF2B233, 0xF4EFE6, 0x2F6F8F};
        const Rgb sail = hex(kSails[random.below(kSails.size())]);
        canvas.polygon({place(-0.02F, -0.1F), place(-0.02F, -0.82F), place(-0.36F, -0.12F)}, changed(sail, -0.07F));
        canvas.polygon({place(0.02F, -0.1F), place(0.02F, -0.72F), place(0.3F, -0.12F)}, sail);
        canvas.line(place(0, -0.05F), place(0, -0.88F), 0.018F * size, hex(0x4A3426));
        canvas.polygon({place(-0.4F, -0.09F), place(0.42F, -0.09F), place(0.27F, 0.05F), place(-0.28F, 0.05F)},
                       hex(0x5B3420));
        canvas.polygon({place(-0.4F, -0.09F), place(0.42F, -0.09F), place(0.4F, -0.06F), place(-0.38F, -0.06F)},
                       hex(0xE8D9BC));
        for (int k = 0; k < 6; ++k) // its reflection, broken by the waves
            canvas.line(place(within(random, -0.3F, 0.0F), 0.08F + 0.07F * real(k)),
                        place(within(random, 0.0F, 0.3F), 0.08F + 0.07F * real(k)), 0.03F * size,
                        k % 2 == 0 ? hex(0x5B3420) : sail, 0.45F - 0.06F * real(k));
    }
}

void drawForest(Canvas &canvas, std::uint64_t seed)
{
    Random random(mixSeed(seed, 3));
    const Mood mood = moodOf(seed);
    const std::uint32_t bits = bitsFrom(random);
    const float horizon = canvas.height() * within(random, 0.5F, 0.62F);
    const float bend = within(random, -0.25F, 0.25F);
    const Vec glow{canvas.width() * within(random, 0.35F, 0.65F), horizon - 0.12F};
    canvas.touchAll([&](Vec p, Rgb &color, float &) {
        const float distance = length(p - glow);
        if (p.y < horizon) {
            const float leaves = fractal(p * 9.0F, bits, 5);
            color = changed(mix(mood.leaf, mood.near, 0.4F), 0.15F * leaves - 0.05F, 1.0F, 0.3F * leaves);
            color = blend(color, mix(mood.horizon, mood.sun, 0.6F),
                          clamp01(1.1F * std::exp(-7.0F * distance * distance) + 0.3F * leaves - 0.1F));
        } else {
            color = groundColor(p, horizon - 0.03F, mood, bits + 3U);
            const float depth = p.y - horizon;
            const float middle = glow.x + bend * std::sin(depth * 5.0F);
            const float path =
                0.03F + 0.42F * depth - std::abs(p.x - middle) + 0.03F * fractal(p * 12.0F, bits + 5U, 3);
            color = blend(color, changed(mix(mood.earth, mood.sun, 0.2F), 0.08F * fractal(p * 26.0F, bits + 7U, 3)),
                          smooth(-0.02F, 0.02F, path));
            color = blend(color, mood.sun, 0.35F * std::exp(-8.0F * distance * distance));
            const float shadow = smooth(0.05F, 0.35F, fractal({p.x * 3.0F + depth * 2.0F, p.y * 9.0F}, bits + 9U, 3));
            color = changed(color, -0.14F * shadow);
        }
    });
    const int trunks = 16;
    for (int i = 0; i < trunks; ++i) {
        const float near = std::pow((real(i) + 0.5F) / real(trunks), 1.6F);
        float x = within(random, -0.02F, canvas.width() + 0.02F);
        const float clear = 0.08F + 0.3F * near; // the path stays open
        if (std::abs(x - glow.x) < clear)
            x = glow.x + (x < glow.x ? -clear : clear) * within(random, 1.0F, 1.5F);
        const float foot = horizon + 0.02F + 0.42F * near;
        const float half = 0.008F + 0.045F * near * within(random, 0.7F, 1.2F);
        const float lean = within(random, -0.06F, 0.06F);
        const std::uint32_t bark = bitsFrom(random);
        const Rgb tint = mix(changed(mood.earth, -0.17F), mood.horizon, 0.5F * (1.0F - near));
        const float toLight = x < glow.x ? 1.0F : -1.0F;
        canvas.touch({{x - 0.2F, 0}, {x + 0.2F, foot}}, [&](Vec p, Rgb &color, float &) {
            const float up = (foot - p.y) / foot;
            const float wide =
                half * (1.0F - 0.35F * up + 0.7F * std::exp(-24.0F * up)) + 0.004F * noise({p.y * 18.0F, 0}, bark);
            const float across = (p.x - x - lean * up - 0.02F * noise({p.y * 3.0F, 4.0F}, bark)) / wide;
            const float grooves = fractal({across * 5.0F, p.y * 11.0F}, bark + 1U, 3);
            const Rgb lit = changed(tint, 0.16F * toLight * across * (1.0F - 0.4F * up) + 0.1F * grooves);
            color = blend(color, lit, canvas.cover((std::abs(across) - 1.0F) * wide));
        });
    }
    const int leaves = 700; // foliage before and between the trunks
    for (int i = 0; i < leaves; ++i) {
        const Vec at{within(random, 0, canvas.width()), horizon * std::pow(within(random, 0, 1), 1.7F) * 0.85F};
        if (fractal(at * 3.0F, bits + 15U, 3) < -0.05F)
            continue;
        const float shine = std::exp(-5.0F * dot(at - glow, at - glow));
        canvas.disc(at, within(random, 0.008F, 0.02F),
                    changed(mix(mood.leaf, mood.sun, 0.45F * shine), within(random, -0.12F, 0.12F), 1.1F,
                            within(random, -0.3F, 0.3F)),
                    0.85F);
    }
}

void drawDunes(Canvas &canvas, std::uint64_t seed)
{
    Random random(mixSeed(seed, 4));
    const Mood mood = moodOf(seed % 3 == 0 ? 1 : seed % 3 == 1 ? 0 : 2);
    const float horizon = canvas.height() * within(random, 0.32F, 0.45F);
    const Sky sky = makeSky(mood, canvas.width(), horizon, random);
    const Rgb sand = mix(hex(0xE3B06A), mood.horizon, 0.25F);
    const Rgb shade = mix(hex(0x8A5240), mood.zenith, 0.35F);
    canvas.touchAll([&](Vec p, Rgb &color, float &) { color = sky.at(p); });
    const int dunes = 6;
    for (int i = 0; i < dunes; ++i) {
        const std::uint32_t bits = bitsFrom(random);
        const float near = real(i) / real(dunes - 1);
        const float base = lerp(horizon, canvas.height() * 0.82F, std::pow(near, 1.4F));
        const float rise = lerp(0.03F, 0.2F, near);
        const float frequency = lerp(3.0F, 1.1F, near);
        const auto crest = [&](float x) {
            return base - rise * (0.6F * noise({x * frequency, 0.0F}, bits) +
                                  std::abs(noise({x * frequency * 0.7F, 5.0F}, bits)));
        };
        canvas.touch({{0, base - 1.8F * rise}, {canvas.width(), canvas.height()}}, [&](Vec p, Rgb &color, float &) {
            const float inside = p.y - crest(p.x);
            const float slope = (crest(p.x + 0.02F) - crest(p.x - 0.02F)) / 0.04F;
            // The knife edge between light and shadow winds down from the crest.
            const float edge = slope + 1.6F * noise({p.x * frequency * 1.4F - 2.0F * inside, inside * 3.0F}, bits + 3U);
            const float grain = noise({(p.x + 0.3F * inside) * 24.0F, inside * 150.0F / (0.6F + near)}, bits + 5U);
            Rgb dune = mix(sand, shade, smooth(-0.15F, 0.15F, edge - 0.15F));
            dune = changed(dune, 0.025F * grain * near + 0.03F * fractal(p * 9.0F, bits + 9U, 3));
            dune = blend(dune, mood.horizon, 0.5F * (1.0F - near));
            color = blend(color, dune, canvas.cover(-inside));
        });
    }
}

} // namespace imago::art
