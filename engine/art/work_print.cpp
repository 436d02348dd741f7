// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/art/noise.h"
#include "engine/art/scene.h"
#include "engine/art/scenery.h"
#include "engine/art/works.h"

#include <array>

namespace imago::art {

namespace {

// The place in a turned raster: x and y of `cells` to the unit.
Vec raster(Vec p, float angle, float cells)
{
    return turned(p, angle) * cells;
}

// Ink of a round dot with this share of its cell, 0 to 1.
float dotInk(Vec cell, float share, float soft)
{
    const Vec q{fraction(cell.x) - 0.5F, fraction(cell.y) - 0.5F};
    const float radius = 0.74F * std::sqrt(clamp01(share));
    return smooth(radius + soft, radius - soft, length(q)) * smooth(0.01F, 0.04F, share);
}

// A dark line where the tone is below its level: the wave is 0 at the line's middle and 1 between two lines.
float lineInk(float phase, float share, float soft)
{
    const float wave = 2.0F * std::abs(fraction(phase) - 0.5F);
    const float edge = 1.0F - share;
    return smooth(edge - soft, edge + soft, wave);
}

} // namespace

// Two inks in dots of two angles, printed a little beside each other on cheap warm paper.
void paintHalftone(Canvas &canvas, std::uint64_t seed)
{
    Random random(mixSeed(seed, 121));
    const Canvas from = motif(drawCity, canvas, 8 * seed + 8);
    const std::uint32_t bits = bitsFrom(random);
    const Rgb paper = hex(0xF4E8D0);
    const Rgb cool = hex(0x1E3F8F);
    const Rgb warm = hex(0xF0533C);
    canvas.touchAll([&](Vec p, Rgb &color, float &) {
        const Rgb a = from.sample(p);
        const Rgb b = from.sample(p + Vec{0.006F, 0.004F});
        const float dark = clamp01(1.25F * (0.95F - lightness(a)));
        const float glow = clamp01(0.1F + 2.0F * (b.r - b.b)) * (1.0F - 0.4F * dark);
        const float press = 1.0F - 0.35F * smooth(0.25F, 0.7F, fractal(p * 30.0F, bits, 3)); // starved of ink
        const float grain = paperGrain(p, bits + 3U);
        color = changed(paper, 0.012F * grain);
        const float warmInk = dotInk(raster(p, 1.31F, 62.0F), glow, 0.06F) * press;
        const float coolInk = dotInk(raster(p, 0.26F, 62.0F), dark * dark * 1.1F, 0.06F) * press;
        color = color * blend({1, 1, 1}, warm, 0.92F * warmInk);
        color = color * blend({1, 1, 1}, cool, 0.95F * coolInk);
    });
}

// Cut into linoleum: solid black, bare paper, and gouge marks that follow the forms; one colour under it.
void paintLinocut(Canvas &canvas, std::uint64_t seed)
{
    Random random(mixSeed(seed, 122));
    const Canvas from = motif(drawForest, canvas, 8 * seed + 1);
    const Canvas broad = from.reduced(4);
    const std::uint32_t bits = bitsFrom(random);
    const Rgb paper = hex(0xF3EBDD);
    const Rgb spot = hex(0xDE8F2C);
    const Rgb ink = hex(0x17191C);
    canvas.touchAll([&](Vec p, Rgb &color, float &relief) {
        const Vec q = warped(p, 0.008F, 18.0F, bits, 3); // a hand that cuts
        const float tone = lightness(from.sample(q));
        const float form = lightness(broad.sample(q));
        const float flow = 30.0F * (q.y + 0.3F * q.x) + 16.0F * form + 2.0F * fractal(q * 2.2F, bits + 3U, 2);
        const float length = noise({flow * 0.15F, 14.0F * q.x - 5.0F * q.y}, bits + 5U); // gouges end
        const float share = clamp01(1.45F - 1.9F * tone + 0.16F * length);
        float black = lineInk(flow, share, 0.09F);
        black = std::max(black, smooth(0.36F, 0.3F, tone));
        black *= smooth(0.86F, 0.8F, tone);
        const float chatter = smooth(0.5F, 0.62F, noise({q.x * 55.0F, q.y * 18.0F}, bits + 7U)); // ridges left standing
        black = std::max(black, 0.9F * chatter * smooth(0.78F, 0.9F, tone) * smooth(0.2F, 0.5F, length));
        const float border = std::min({p.x, p.y, canvas.width() - p.x, canvas.height() - p.y}) +
                             0.006F * fractal(p * 12.0F, bits + 9U, 3);
        const float plate = smooth(0.028F, 0.034F, border);
        const float grain = paperGrain(p, bits + 11U);
        const float rolled = 1.0F - 0.3F * smooth(0.3F, 0.8F, fractal(p * 45.0F, bits + 13U, 3));
        color = changed(paper, 0.014F * grain);
        color = color * blend({1, 1, 1}, spot, 0.85F * plate * smooth(0.42F, 0.55F, tone) * smooth(0.83F, 0.76F, tone));
        black = plate * std::max(black, smooth(0.046F, 0.04F, border));
        color = blend(color, ink, black * rolled);
        relief = 0.0008F * black + 0.0003F * grain;
    });
    canvas.lit(0.3F, 0.04F);
}

// Needle and acid: up to four directions of hatching, the darker the more of them, and a contour round everything.
void paintEtching(Canvas &canvas, std::uint64_t seed)
{
    Random random(mixSeed(seed, 123));
    const Canvas from = motif(drawVillage, canvas, 8 * seed + 3);
    const std::uint32_t bits = bitsFrom(random);
    const Rgb paper = hex(0xEFE3C8);
    const Rgb ink = hex(0x2E1F18);
    struct Hatch
    {
        float angle;
        float lines;
        float level; ///< Lightness below which it is drawn.
    };
    constexpr std::array<Hatch, 5> kHatches = {{{0.75F, 92.0F, 0.9F},
                                                {-0.6F, 84.0F, 0.72F},
                                                {0.08F, 100.0F, 0.58F},
                                                {1.45F, 96.0F, 0.45F},
                                                {0.4F, 130.0F, 0.34F}}};
    canvas.touchAll([&](Vec p, Rgb &color, float &relief) {
        const float tone = lightness(from.sample(p)) + 0.04F * fractal(p * 16.0F, bits, 3);
        const float grain = paperGrain(p, bits + 1U);
        float black = 0.0F;
        for (std::size_t i = 0; i < kHatches.size(); ++i) {
            const Hatch &hatch = kHatches[i];
            const auto own = bits + static_cast<std::uint32_t>(i) * 13U;
            const Vec q = turned(warped(p, 0.01F, 3.0F, own, 2), hatch.angle);
            const float phase = q.y * hatch.lines + 0.35F * noise({q.x * 9.0F, q.y * 30.0F}, own + 1U);
            const float share =
                clamp01((hatch.level - tone) * 1.8F + 0.12F) * smooth(hatch.level, hatch.level - 0.06F, tone);
            const float pressure = 0.75F + 0.35F * noise({q.x * 14.0F, real(whole(phase))}, own + 3U);
            black = std::max(black, lineInk(phase, 0.62F * share * pressure, 0.16F) * clamp01(share * 6.0F));
        }
        const float contour = edgeStrength(from, warped(p, 0.004F, 12.0F, bits + 71U, 2), 0.004F);
        black = std::max(black, 0.9F * smooth(0.07F, 0.19F, contour));
        const float border = std::min({p.x, p.y, canvas.width() - p.x, canvas.height() - p.y});
        const float plate = smooth(0.038F, 0.041F, border);
        color = changed(mix(paper, hex(0xD9C49A), plate * (0.35F + 0.2F * fractal(p * 2.0F, bits + 73U, 4))),
                        0.018F * grain);
        color = blend(color, ink, black * plate * (0.88F + 0.12F * grain));
        relief = 0.0009F * black * plate + 0.0006F * grain - 0.004F * plate;
    });
    canvas.lit(0.3F);
}

// Three soy inks in grains, flat and bright, out of register.
void paintRisograph(Canvas &canvas, std::uint64_t seed)
{
    Random random(mixSeed(seed, 124));
    const Canvas from = motif(drawStillLife, canvas, 6 * seed + 3);
    const Canvas broad = from.reduced(3);
    const std::uint32_t bits = bitsFrom(random);
    const Rgb paper = hex(0xF7F2E6);
    struct Ink
    {
        Rgb color;
        Vec shift;
    };
    const std::array<Ink, 3> inks = {
        {{hex(0xFFD23C), {0.004F, -0.003F}}, {hex(0xFF5C8D), {-0.006F, 0.004F}}, {hex(0x0F8B8D), {0.003F, 0.006F}}}};
    canvas.touchAll([&](Vec p, Rgb &color, float &) {
        color = changed(paper, 0.01F * paperGrain(p, bits));
        for (std::size_t i = 0; i < inks.size(); ++i) {
            const auto own = bits + static_cast<std::uint32_t>(i) * 17U;
            const Vec q = p + inks[i].shift;
            const Rgb seen = changed(broad.sample(q), 0.04F, 1.8F);
            const float light[3] = {std::sqrt(std::min(seen.b, 1.0F)), std::sqrt(std::min(seen.g, 1.0F)),
                                    std::sqrt(std::min(seen.r, 1.0F))};
            float tone = 1.0F - light[i];
            tone = 0.25F * std::round(tone * 4.0F) + 0.12F * (tone - 0.5F); // few steps
            const float grain = 0.5F + 0.5F * noise(p * 260.0F, own) + 0.25F * noise(p * 120.0F, own + 1U);
            float ink = smooth(-0.12F, 0.12F, tone - grain * 0.85F + 0.08F);
            // the drum's streaks
            ink *= 1.0F - 0.16F * smooth(0.2F, 0.7F, fractal({p.x * 3.0F, p.y * 30.0F}, own + 3U, 3));
            color = color * blend({1, 1, 1}, inks[i].color, 0.94F * ink);
        }
    });
}

// White pencil on blue tracing paper: outlines, hatching, a grid and measures.
void paintBlueprint(Canvas &canvas, std::uint64_t seed)
{
    Random random(mixSeed(seed, 125));
    const Canvas from = motif(drawCity, canvas, 8 * seed + 3);
    const std::uint32_t bits = bitsFrom(random);
    const Rgb blue = hex(0x164A8C);
    const Rgb chalk = hex(0xEAF3FA);
    canvas.touchAll([&](Vec p, Rgb &color, float &) {
        const float grain = paperGrain(p, bits);
        color = changed(
            blue, 0.06F * fractal(p * 2.2F, bits + 1U, 4) + 0.018F * grain -
                      0.05F * smooth(0.3F, 0.75F, length(p - Vec{0.5F * canvas.width(), 0.5F * canvas.height()})));
        const auto ruled = [&](float cells, float strength) {
            const float x = std::abs(fraction(p.x * cells + 0.5F) - 0.5F) / cells;
            const float y = std::abs(fraction(p.y * cells + 0.5F) - 0.5F) / cells;
            color = blend(color, chalk, strength * smooth(0.0016F, 0.0004F, std::min(x, y)));
        };
        ruled(40.0F, 0.1F);
        ruled(8.0F, 0.26F);
        const Vec q = warped(p, 0.003F, 14.0F, bits + 3U, 2);
        const float tone = lightness(from.sample(q));
        const float tooth = smooth(-0.55F, 0.25F, grain + 0.4F * noise(p * 320.0F, bits + 5U));
        const float outline = smooth(0.05F, 0.14F, edgeStrength(from, q, 0.0035F));
        const float hatch =
            lineInk(turned(q, 0.78F).y * 58.0F, smooth(0.56F, 0.95F, tone) * 0.36F, 0.12F) * smooth(0.5F, 0.6F, tone);
        const float back =
            lineInk(turned(q, -0.78F).y * 58.0F, smooth(0.76F, 1.0F, tone) * 0.36F, 0.12F) * smooth(0.74F, 0.8F, tone);
        color = blend(color, chalk, tooth * clamp01(0.95F * outline + 0.42F * std::max(hatch, back)));
    });
    for (int i = 0; i < 7; ++i) { // measures and circles
        const float y = canvas.height() * within(random, 0.06F, 0.94F);
        const float x = canvas.width() * within(random, 0.02F, 0.6F);
        const float wide = canvas.width() * within(random, 0.15F, 0.35F);
        canvas.line({x, y}, {x + wide, y}, 0.0028F, chalk, 0.75F);
        for (const float end : {x, x + wide})
            canvas.line({end - 0.008F, y + 0.008F}, {end + 0.008F, y - 0.008F}, 0.0028F, chalk, 0.8F);
        const Vec center{x + wide, canvas.height() * within(random, 0.1F, 0.9F)};
        const float radius = within(random, 0.03F, 0.13F);
        canvas.touch(around(center, radius + 0.004F), [&](Vec p, Rgb &color, float &) {
            color = blend(color, chalk, 0.6F * canvas.cover(std::abs(length(p - center) - radius) - 0.0014F));
        });
    }
}

} // namespace imago::art
