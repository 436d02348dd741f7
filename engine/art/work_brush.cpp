// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/art/brush.h"
#include "engine/art/noise.h"
#include "engine/art/scene.h"
#include "engine/art/scenery.h"
#include "engine/art/works.h"

#include <array>

namespace imago::art {

// Thick oil in curls: a sky that turns about the stars and a field that runs with the wind.
void paintImpasto(Canvas &canvas, std::uint64_t seed)
{
    Random random(mixSeed(seed, 101));
    const Canvas from = motif(drawVillage, canvas, 8 * seed + 7);
    const Palette paints = {0x14225A, 0x1F4FA3, 0x3F8CC8, 0x8FC6D6, 0x2F6B4F, 0x6E9A3C,
                            0xD9B23A, 0xF2DC6A, 0xFBF3C8, 0xC9702E, 0x7A3B22};
    struct Star
    {
        Vec at;
        float size;
        float spin;
    };
    std::vector<Star> stars;
    for (int i = 0; i < 7; ++i)
        stars.push_back({{canvas.width() * (0.1F + 0.8F * fraction(0.37F + 0.618F * real(i))),
                          canvas.height() * within(random, 0.05F, 0.36F)},
                         within(random, 0.04F, 0.09F),
                         i % 2 == 0 ? 1.0F : -1.0F});
    const std::uint32_t bits = bitsFrom(random);
    const float land = 0.42F * canvas.height();
    const auto wanted = [&](Vec p) {
        const Rgb seen = from.sample(p);
        Rgb color = mix(seen, paints.nearest(seen, 0.7F), 0.6F);
        if (p.y < land) {
            const float bands = fractal(warped(p * 2.0F, 0.4F, 1.5F, bits), bits + 1U, 3);
            color = mix(color, paints.at(0.05F + 0.3F * clamp01(0.5F + bands)), 0.8F);
            for (const Star &star : stars) {
                const float distance = length(p - star.at) / star.size;
                const float ring = 0.6F + 0.4F * std::cos(distance * 7.0F);
                color = mix(color, paints.at(distance < 0.5F ? 0.8F : 0.68F), ring * smooth(1.8F, 0.5F, distance));
            }
        }
        return changed(color, 0.02F, 1.3F);
    };
    const auto angle = [&](Vec p) {
        if (p.y > land)
            return contourAngle(from, p, 0.02F, 0.5F * fractal(p * 2.5F, bits + 3U, 2) - 0.25F);
        Vec flow{1.0F, 0.5F * std::sin(5.0F * p.x + 3.0F * p.y)};
        for (const Star &star : stars) {
            const Vec d = p - star.at;
            const float pull = 2.8F * std::exp(-dot(d, d) / (star.size * star.size * 5.0F));
            flow = flow + Vec{-d.y, d.x} * (star.spin * pull / (length(d) + 1e-3F));
        }
        return std::atan2(flow.y, flow.x);
    };
    canvas.touchAll([&](Vec p, Rgb &color, float &) { color = wanted(p); }); // a ground that no gap shows through
    BrushWork work;
    work.widths = {0.05F, 0.026F, 0.015F};
    work.elongation = 5.5F;
    work.hueSpread = 0.12F;
    work.lightSpread = 0.05F;
    work.like.relief = 0.5F;
    work.like.contrast = 0.09F;
    paintField(canvas, work, wanted, angle, random);
    canvas.lit(0.75F, 0.28F);
}

// Dots of pure colour that the eye mixes (Seurat's divisionism): each tone is broken into its neighbours in hue,
// shadows into their complements.
void paintPointillism(Canvas &canvas, std::uint64_t seed)
{
    Random random(mixSeed(seed, 102));
    const Canvas from = motif(drawSea, canvas, 8 * seed + 1);
    canvas.touchAll([](Vec, Rgb &color, float &) { color = hex(0xF3E7CC); });
    const std::array<float, 4> sizes = {0.0125F, 0.0105F, 0.009F, 0.0075F};
    for (const float size : sizes) {
        const int count = static_cast<int>(0.55F * canvas.width() * canvas.height() / (size * size));
        for (int i = 0; i < count; ++i) {
            const Vec at{within(random, 0, canvas.width()), within(random, 0, canvas.height())};
            const Rgb seen = from.sample(at);
            const float dark = 1.0F - lightness(seen);
            const double fate = random.uniform();
            Rgb dot = changed(seen, within(random, -0.06F, 0.08F), 1.6F, within(random, -0.35F, 0.35F));
            if (fate < 0.16)
                dot = mix(changed(seen, 0.06F, 1.4F, kPi), hex(0xE98A3A), 0.4F); // the complement
            else if (fate < 0.16 + 0.25 * static_cast<double>(dark))
                dot = hex(random.chance(0.5) ? 0x2E3A9A : 0x5A2E7A);
            else if (fate > 0.93)
                dot = hex(0xFFF0C4);
            const float half = size * within(random, 0.38F, 0.58F);
            canvas.touch(around(at, half), [&](Vec p, Rgb &color, float &relief) {
                const float inside = length(p - at) / half;
                const float cover = canvas.cover((inside - 1.0F) * half) * 0.96F;
                color = blend(color, dot, cover);
                relief = lerp(relief, 0.3F * half * std::sqrt(std::max(1.0F - inside * inside, 0.0F)), cover);
            });
        }
    }
    canvas.lit(0.5F, 0.1F);
}

// Slabs of unmixed colour from a palette knife, wild as the first Fauves'.
void paintKnife(Canvas &canvas, std::uint64_t seed)
{
    Random random(mixSeed(seed, 103));
    const Canvas from = motif(drawVillage, canvas, 8 * seed + 6).reduced(3);
    const Palette paints = {0xE4322B, 0xF26B1D, 0xF7B52C, 0xFBE7A1, 0x2BA36B, 0x0E6E6E,
                            0x1F4E9E, 0x6A2C91, 0xE75A9B, 0x1B1B2F, 0xF7F1E3};
    canvas.touchAll([](Vec, Rgb &color, float &) { color = hex(0xB0402E); });
    BrushWork work;
    work.widths = {0.085F, 0.055F, 0.036F};
    work.elongation = 1.7F;
    work.hueSpread = 0.1F;
    work.lightSpread = 0.03F;
    work.tolerance = 0.09F;
    work.like.streaks = 2.2F;
    work.like.contrast = 0.05F;
    work.like.taper = 0.015F;
    work.like.dry = 0.45F;
    work.like.relief = 0.28F;
    const auto wanted = [&](Vec p) {
        const Rgb seen = from.sample(p);
        return paints.nearest(changed(seen, 0.0F, 2.8F, 0.7F * (lightness(seen) - 0.5F)), 0.8F);
    };
    const std::uint32_t bits = bitsFrom(random);
    const auto angle = [&](Vec p) {
        const Cell cell = cellAt(p * 6.0F, bits);
        return contourAngle(from, p, 0.03F, kPi * valueOf(cell.id, 1));
    };
    paintField(canvas, work, wanted, angle, random);
    canvas.lit(0.7F, 0.25F);
}

// Sticks of soft pastel over the tooth of dark paper.
void paintPastel(Canvas &canvas, std::uint64_t seed)
{
    Random random(mixSeed(seed, 104));
    const Canvas from = motif(drawForest, canvas, 8 * seed + 5);
    const std::uint32_t bits = bitsFrom(random);
    const Rgb paper = hex(0x3B3340);
    canvas.touchAll([&](Vec, Rgb &color, float &) { color = paper; });
    BrushWork work;
    work.widths = {0.03F, 0.02F, 0.012F};
    work.elongation = 4.0F;
    work.hueSpread = 0.3F;
    work.lightSpread = 0.07F;
    work.tolerance = 0.04F;
    work.like.opacity = 0.8F;
    work.like.streaks = 9.0F;
    work.like.contrast = 0.03F;
    work.like.dry = 0.75F;
    work.like.taper = 0.06F;
    work.like.relief = 0.0F;
    const auto wanted = [&](Vec p) { return changed(from.sample(p), 0.05F, 1.55F); };
    const auto angle = [&](Vec p) { return contourAngle(from, p, 0.02F, 1.05F) * 0.5F + 0.5F; };
    paintField(canvas, work, wanted, angle, random);
    canvas.touchAll([&](Vec p, Rgb &color, float &) { // chalk stays on the paper's hills
        const float grain = paperGrain(p, bits);
        color = blend(color, paper, 0.75F * smooth(-0.05F, -0.5F, grain));
        color = changed(color, 0.035F * grain);
    });
}

// Satin stitch in silk on linen, along the forms.
void paintEmbroidery(Canvas &canvas, std::uint64_t seed)
{
    Random random(mixSeed(seed, 105));
    const Canvas from = motif(drawBouquet, canvas, 6 * seed + 4);
    const Palette silks = {0xC8202F, 0xE8607A, 0xF7B7C1, 0xF3B61F, 0xFBE08A, 0xF8F1E2, 0x2F6B3A, 0x6FA04A, 0x1F3F7A,
                           0x5F8FC8, 0x6B3A8C, 0xB68AD0, 0x7A3F24, 0x1F1A24, 0xD9C7A0, 0x2E7F83};
    const std::uint32_t bits = bitsFrom(random);
    canvas.touchAll([&](Vec p, Rgb &color, float &relief) { // linen
        const float warp = std::sin(420.0F * p.x);
        const float weft = std::sin(420.0F * p.y);
        color = changed(hex(0xCBB891), 0.03F * (warp + weft) + 0.05F * fractal(p * 8.0F, bits, 4));
        relief = 0.0006F * std::max(warp, weft);
    });
    BrushWork work;
    work.widths = {0.0105F, 0.0075F, 0.006F};
    work.elongation = 5.0F;
    work.hueSpread = 0.03F;
    work.lightSpread = 0.035F;
    work.tolerance = 0.05F;
    work.like.streaks = 3.0F;
    work.like.contrast = 0.05F;
    work.like.dry = 0.0F;
    work.like.taper = 0.12F;
    work.like.relief = 0.7F;
    const auto wanted = [&](Vec p) {
        const Rgb seen = from.sample(p);
        return mix(silks.nearest(seen), seen, 0.15F);
    };
    const auto angle = [&](Vec p) {
        const Cell cell = cellAt(p * 9.0F, bits + 5U); // patches change their direction, as hands do
        return contourAngle(from, p, 0.018F, 0.6F + 1.2F * valueOf(cell.id, 2)) + 1.2F;
    };
    paintField(canvas, work, wanted, angle, random);
    canvas.lit(0.85F, 0.4F);
}

} // namespace imago::art
