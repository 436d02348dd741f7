// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/art/noise.h"
#include "engine/art/scene.h"
#include "engine/art/scenery.h"

#include <array>

namespace imago::art {

namespace {

void drawBuilding(Canvas &canvas, Vec foot, float wide, float tall, Rgb wall, const Mood &mood, float nearness,
                  Random &random)
{
    const Rgb front = mix(wall, mood.horizon, 0.55F * (1.0F - nearness));
    const std::uint32_t bits = bitsFrom(random);
    const float top = foot.y - tall;
    const float lit = lightness(mood.zenith) < 0.45F ? 0.55F : 0.12F;
    const float pitch = within(random, 0.018F, 0.028F) * (0.6F + 0.6F * nearness);
    const float floor = pitch * within(random, 1.1F, 1.6F);
    canvas.touch({{foot.x, top}, {foot.x + wide, foot.y}}, [&](Vec p, Rgb &color, float &) {
        const float edge = std::max({foot.x - p.x, p.x - foot.x - wide, top - p.y});
        const float x = (p.x - foot.x) / wide;
        Rgb paint = changed(front, -0.1F * smooth(0.6F, 0.66F, x) + 0.03F * fractal(p * 18.0F, bits, 3) +
                                       0.05F * (p.y - top) / tall);
        const int column = whole((p.x - foot.x) / pitch);
        const int row = whole((p.y - top - 0.4F * floor) / floor);
        const float u = fraction((p.x - foot.x) / pitch);
        const float v = fraction((p.y - top - 0.4F * floor) / floor);
        const float frame = std::max(std::abs(u - 0.5F) - 0.27F, std::abs(v - 0.5F) - 0.31F);
        if (row >= 0 && x > 0.04F && x < 0.96F) {
            const bool light = gridValue(column, row, bits) < lit;
            const Rgb glass =
                light ? mix(hex(0xFFD98A), mood.sun, gridValue(column, row, bits + 1U))
                      : changed(mix(mood.zenith, front, 0.4F), -0.12F + 0.1F * gridValue(column, row, bits + 2U));
            paint = blend(paint, glass, smooth(0.03F, -0.03F, frame));
        }
        color = blend(color, paint, canvas.cover(edge));
    });
    const Rgb roof = changed(mix(mood.earth, front, 0.4F), -0.12F);
    const double kind = random.uniform();
    if (kind < 0.3)
        canvas.polygon({{foot.x - 0.01F, top}, {foot.x + wide + 0.01F, top}, {foot.x + 0.5F * wide, top - 0.5F * wide}},
                       roof);
    else if (kind < 0.55)
        canvas.polygon({{foot.x, top},
                        {foot.x + wide, top},
                        {foot.x + wide * 0.8F, top - 0.03F},
                        {foot.x + wide * 0.2F, top - 0.03F}},
                       roof);
    else if (kind < 0.7)
        canvas.line({foot.x + wide * 0.5F, top}, {foot.x + wide * 0.5F, top - 0.09F}, 0.005F, roof);
}

void drawHouse(Canvas &canvas, Vec foot, float size, const Mood &mood, Random &random)
{
    constexpr std::array<std::uint32_t, 6> kWalls = {0xF2E4C9, 0xE8B98A, 0xD9D4C7, 0xF0D48C, 0xC98D6A, 0xB7C4C9};
    constexpr std::array<std::uint32_t, 4> kRoofs = {0xA8452E, 0x7A3B2E, 0x5A5F6B, 0xC4643A};
    const Rgb light = mix({1, 1, 1}, mood.horizon, 0.5F);
    const Rgb wall = hex(kWalls[random.below(kWalls.size())]) * light;
    const Rgb roof = hex(kRoofs[random.below(kRoofs.size())]) * light;
    const std::uint32_t bits = bitsFrom(random);
    const float wide = size * within(random, 0.9F, 1.3F);
    const float tall = size * within(random, 0.6F, 0.9F);
    const float gable = size * within(random, 0.45F, 0.6F);
    const float deep = wide * within(random, 0.7F, 1.1F);
    const auto at = [&](float x, float y) { return foot + Vec{x, y}; };
    const std::vector<Vec> front = {at(0, 0), at(wide, 0), at(wide, -tall), at(wide * 0.5F, -tall - gable),
                                    at(0, -tall)};
    const std::vector<Vec> side = {at(wide, 0), at(wide + deep, -0.08F * size), at(wide + deep, -tall - 0.04F * size),
                                   at(wide, -tall)};
    canvas.polygon(side, changed(wall, -0.16F));
    canvas.polygon(front, wall);
    canvas.polygon({at(wide * 0.5F, -tall - gable - 0.05F * size), at(wide * 0.5F + deep, -tall - gable - 0.08F * size),
                    at(wide + deep + 0.06F * size, -tall), at(wide + 0.07F * size, -tall + 0.07F * size)},
                   roof);
    canvas.line(at(-0.07F * size, -tall + 0.07F * size), at(wide * 0.5F, -tall - gable - 0.03F * size), 0.07F * size,
                changed(roof, -0.1F));
    for (int i = 1; i < 6; ++i) { // rows of tiles
        const float t = real(i) / 6.0F;
        canvas.line(at(lerp(wide * 0.5F, wide + 0.07F * size, t), lerp(-tall - gable, -tall + 0.07F * size, t)),
                    at(lerp(wide * 0.5F, wide, t) + deep, lerp(-tall - gable - 0.06F * size, -tall, t)), 0.02F * size,
                    changed(roof, -0.08F), 0.7F);
    }
    if (random.chance(0.7))
        canvas.polygon({at(wide * 0.8F, -tall - gable * 0.6F), at(wide * 0.95F, -tall - gable * 0.6F),
                        at(wide * 0.95F, -tall - gable * 1.35F), at(wide * 0.8F, -tall - gable * 1.35F)},
                       changed(roof, -0.05F, 0.6F));
    const Rgb pane = lightness(mood.zenith) < 0.45F ? hex(0xFFD27A) : changed(mood.zenith, -0.2F);
    for (int i = 0; i < 2; ++i) {
        const float x = wide * (0.16F + 0.44F * real(i));
        canvas.polygon({at(x, -tall * 0.86F), at(x + wide * 0.22F, -tall * 0.86F), at(x + wide * 0.22F, -tall * 0.48F),
                        at(x, -tall * 0.48F)},
                       hex(0xF8F4EA) * light);
        canvas.polygon({at(x + wide * 0.03F, -tall * 0.82F), at(x + wide * 0.19F, -tall * 0.82F),
                        at(x + wide * 0.19F, -tall * 0.52F), at(x + wide * 0.03F, -tall * 0.52F)},
                       pane);
        canvas.line(at(x + wide * 0.11F, -tall * 0.82F), at(x + wide * 0.11F, -tall * 0.52F), 0.025F * size,
                    hex(0xF8F4EA) * light);
        const float s = wide + deep * (0.2F + 0.4F * real(i));
        canvas.polygon({at(s, -tall * 0.8F), at(s + deep * 0.16F, -tall * 0.82F), at(s + deep * 0.16F, -tall * 0.5F),
                        at(s, -tall * 0.48F)},
                       changed(pane, -0.05F));
    }
    canvas.polygon(
        {at(wide * 0.4F, 0), at(wide * 0.6F, 0), at(wide * 0.6F, -tall * 0.38F), at(wide * 0.4F, -tall * 0.38F)},
        hex(0x4A3526) * light);
    canvas.touch({{foot.x, foot.y - tall - gable}, {foot.x + wide + deep, foot.y}}, [&](Vec p, Rgb &color, float &) {
        color = changed(color, 0.025F * fractal(p * (4.0F / size), bits, 4)); // weathered
    });
}

} // namespace

void drawCity(Canvas &canvas, std::uint64_t seed)
{
    Random random(mixSeed(seed, 5));
    const Mood mood = moodOf(seed + 1);
    const float horizon = canvas.height() * within(random, 0.62F, 0.72F);
    const Sky sky = makeSky(mood, canvas.width(), horizon, random);
    constexpr std::array<std::uint32_t, 7> kWalls = {0xB0614A, 0xD8C3A0, 0x8A94A6, 0xC99A5B,
                                                     0x6F7F86, 0xE2D6C4, 0x9B6B62};
    canvas.touchAll([&](Vec p, Rgb &color, float &) { color = sky.at(p); });
    for (int layer = 0; layer < 3; ++layer) {
        const float near = real(layer) / 2.0F;
        const float foot = horizon + 0.03F * near;
        for (float x = -0.05F; x < canvas.width();) {
            const float wide = lerp(0.07F, 0.15F, near) * within(random, 0.6F, 1.5F);
            const float tall = lerp(0.42F, 0.2F, near) * within(random, 0.45F, 1.25F);
            const Rgb wall = hex(kWalls[random.below(kWalls.size())]) * mix({1, 1, 1}, mood.horizon, 0.6F);
            drawBuilding(canvas, {x, foot}, wide, tall, wall, mood, 0.25F + 0.75F * near, random);
            x += wide * within(random, 0.85F, near > 0.9F ? 1.25F : 1.02F);
        }
    }
    const std::uint32_t bits = bitsFrom(random);
    const float quay = horizon + 0.03F;
    canvas.touch({{0, quay}, {canvas.width(), quay + 0.025F}}, [&](Vec p, Rgb &color, float &) {
        color = changed(mix(mood.earth, mood.horizon, 0.3F),
                        0.07F * noise({p.x * 60.0F, p.y * 160.0F}, bits) - 0.1F * smooth(quay, quay + 0.025F, p.y));
    });
    const float river = quay + 0.025F;
    const Canvas above = canvas;
    canvas.touch({{0, river}, {canvas.width(), canvas.height()}}, [&](Vec p, Rgb &color, float &) {
        const float depth = p.y - river;
        const float ripple = noise({p.x * 7.0F / (0.2F + depth), 26.0F * std::log(0.05F + depth)}, bits + 1U) +
                             0.5F * noise({p.x * 30.0F, 110.0F * depth}, bits + 2U);
        const Rgb mirrored =
            above.sample({p.x + (0.01F + 0.05F * depth) * ripple, river - 0.025F - 1.15F * depth + 0.02F * ripple});
        color = changed(mix(mirrored, mood.water, 0.28F), 0.05F * ripple - 0.03F);
    });
    const float arch = within(random, 0.14F, 0.2F); // a bridge
    const float deck = river - 0.06F;
    const Rgb stone = mix(mood.earth, mood.horizon, 0.35F);
    canvas.touch({{0, deck}, {canvas.width(), river + 0.05F}}, [&](Vec p, Rgb &color, float &) {
        const float u = (fraction(p.x / arch) - 0.5F) * arch;
        const float opening = length({u, p.y - river - 0.05F}) - 0.44F * arch;
        const float block = noise({p.x * 34.0F + 3.0F * real(whole(p.y * 55.0F)), real(whole(p.y * 55.0F))}, bits + 3U);
        const float edge = std::max(deck - p.y, -opening);
        color = blend(color,
                      changed(stone, 0.09F * block - 0.15F * smooth(0.03F, 0.0F, opening) +
                                         0.08F * smooth(deck + 0.012F, deck, p.y)),
                      canvas.cover(edge));
    });
}

void drawVillage(Canvas &canvas, std::uint64_t seed)
{
    Random random(mixSeed(seed, 6));
    const Mood mood = moodOf(seed + 2);
    const float horizon = canvas.height() * within(random, 0.36F, 0.46F);
    const Sky sky = makeSky(mood, canvas.width(), horizon, random);
    const std::uint32_t bits = bitsFrom(random);
    const auto hill = [&](float x, int i) {
        return horizon + 0.13F * real(i) - 0.08F * fractal({x * (1.6F - 0.2F * real(i)), real(i) * 7.0F}, bits, 3);
    };
    const auto field = [&](Vec p, int i) {
        const Cell cell = cellAt(Vec{p.x * 3.4F + p.y * 1.5F, p.y * (9.0F - 1.5F * real(i))} + Vec{real(i) * 9.0F, 0},
                                 bits + 5U, 0.7F);
        const Rgb crop = mix(mix(mood.grass, mood.earth, valueOf(cell.id, 1)), mood.leaf, 0.6F * valueOf(cell.id, 2));
        const float turn = 3.0F * valueOf(cell.id, 3);
        const float rows = std::sin(90.0F * dot(p, direction(turn)) * (0.5F + valueOf(cell.id, 4)));
        const Rgb color = changed(crop, 0.03F * rows + 0.05F * fractal(p * 22.0F, bits + 7U, 3) -
                                            0.1F * smooth(0.05F, 0.0F, cell.edge));
        return mix(color, mood.horizon, 0.4F * (1.0F - real(i) / 3.0F));
    };
    canvas.touchAll([&](Vec p, Rgb &color, float &) {
        color = sky.at(p);
        for (int i = 0; i < 4; ++i)
            color = blend(color, field(p, i), canvas.cover(hill(p.x, i) - p.y));
    });
    const float lane = within(random, 0.3F, 0.7F) * canvas.width(); // a lane to the houses
    canvas.touch({{0, horizon + 0.2F}, {canvas.width(), canvas.height()}}, [&](Vec p, Rgb &color, float &) {
        const float depth = p.y - horizon - 0.2F;
        const float middle = lane + 0.16F * std::sin(7.0F * depth);
        const float path = 0.012F + 0.14F * depth - std::abs(p.x - middle) + 0.012F * fractal(p * 20.0F, bits + 9U, 3);
        color = blend(color, changed(mix(mood.earth, mood.sun, 0.35F), 0.06F * fractal(p * 40.0F, bits + 11U, 3)),
                      smooth(-0.008F, 0.008F, path));
    });
    const int houses = 7 + static_cast<int>(random.below(4));
    for (int i = 0; i < houses; ++i) {
        const float near = (real(i) + 0.5F) / real(houses);
        const float x = canvas.width() * fraction(0.15F + 0.618F * real(i)) * 0.86F;
        const float foot = hill(x, 1 + std::min(static_cast<int>(near * 2.0F), 1)) + 0.06F + 0.16F * near;
        if (random.chance(0.75))
            drawBroadleaf(canvas, {x - 0.05F, foot - 0.01F}, 0.13F + 0.1F * near, mood.leaf, mood.earth, random);
        drawHouse(canvas, {x, foot}, 0.07F + 0.07F * near, mood, random);
    }
    for (int i = 0; i < 5; ++i) { // bushes by the road
        const Vec at{within(random, 0, canvas.width()), canvas.height() * within(random, 0.86F, 1.0F)};
        drawBroadleaf(canvas, at, 0.16F, mood.leaf, mood.earth, random);
    }
}

} // namespace imago::art
