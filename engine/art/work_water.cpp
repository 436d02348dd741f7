// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/art/brush.h"
#include "engine/art/noise.h"
#include "engine/art/scene.h"
#include "engine/art/scenery.h"
#include "engine/art/works.h"

#include <array>

namespace imago::art {

// Line and wash: glazes over each other, each with the dark rim that drying leaves, on rough white paper.
void paintWatercolour(Canvas &canvas, std::uint64_t seed)
{
    Random random(mixSeed(seed, 111));
    const Canvas from = motif(drawMountains, canvas, 8 * seed + 5);
    const Canvas broad = from.reduced(5);
    const std::uint32_t bits = bitsFrom(random);
    const Rgb paper = hex(0xFBF8F0);
    constexpr std::array<float, 5> kGlazes = {0.9F, 0.76F, 0.6F, 0.45F, 0.3F};
    canvas.touchAll([&](Vec p, Rgb &color, float &relief) {
        const float grain = paperGrain(p, bits);
        const Vec q = warped(p, 0.035F, 5.0F, bits + 3U, 4);
        const float flow = fractal(p * 3.0F, bits + 5U, 4);
        const Rgb seen = broad.sample(q);
        const float tone = lightness(blend(seen, from.sample(q), 0.35F)) + 0.05F * fractal(q * 7.0F, bits + 7U, 3);
        float density = 0.16F + 0.12F * flow;
        for (const float glaze : kGlazes) {
            density += 0.42F * smooth(glaze + 0.012F, glaze - 0.012F, tone);
            const float rim = (tone - glaze + 0.012F) / 0.014F;
            density += 0.34F * std::exp(-rim * rim);
        }
        const float bloom = ridges(warped(p * 1.7F, 0.5F, 2.0F, bits + 9U), bits + 11U, 4); // water that ran back
        density *= 0.75F + 0.35F * flow + 0.35F * smooth(0.82F, 0.95F, bloom);
        density *= 1.0F - 0.28F * grain; // pigment settles in the paper's valleys
        const float margin = 0.035F + 0.02F * fractal(p * 6.0F, bits + 13U, 4);
        const float border = std::min({p.x, p.y, canvas.width() - p.x, canvas.height() - p.y});
        density *= smooth(margin - 0.004F, margin + 0.004F, border);
        const Rgb pigment = changed(seen, 0.05F, 2.0F, 0.4F * flow);
        const auto through = [density](float light) {
            return std::exp(-1.5F * density * (1.0F - std::min(light, 0.98F)));
        };
        color = paper * Rgb{through(pigment.r), through(pigment.g), through(pigment.b)};
        const float pencil = smooth(0.13F, 0.3F, edgeStrength(from, warped(p, 0.006F, 9.0F, bits + 17U, 2), 0.005F));
        color = blend(color, hex(0x4A4650), 0.5F * pencil * smooth(-0.4F, 0.3F, grain));
        relief = 0.0011F * grain;
    });
    canvas.lit(0.28F);
}

// Ink on wet rice paper: mountains in mist, bamboo before them, a red seal.
void paintInkWash(Canvas &canvas, std::uint64_t seed)
{
    Random random(mixSeed(seed, 112));
    const std::uint32_t bits = bitsFrom(random);
    const Rgb paper = hex(0xF1E9D8);
    const Rgb ink = hex(0x1C1F26);
    canvas.touchAll([&](Vec p, Rgb &color, float &) {
        const float fibres = noise({p.x * 220.0F + 40.0F * noise(p * 5.0F, bits), p.y * 14.0F}, bits + 1U);
        color = changed(paper, 0.012F * fibres + 0.02F * fractal(p * 3.0F, bits + 2U, 4));
    });
    const float side = random.chance(0.5) ? 0.16F : 0.84F;
    const Vec moon{canvas.width() * (1.0F - side + within(random, -0.05F, 0.15F)),
                   canvas.height() * within(random, 0.14F, 0.24F)};
    canvas.touchAll([&](Vec p, Rgb &color, float &) {
        const float distance = length(p - moon);
        const float halo = 0.22F * smooth(0.3F, 0.07F, distance) * smooth(0.068F, 0.074F, distance);
        color = blend(color, ink, halo * (0.7F + 0.5F * fractal(p * 7.0F, bits + 3U, 4)));
        color = blend(color, hex(0xC8452E), 0.5F * smooth(0.068F, 0.064F, distance));
    });
    for (int i = 0; i < 5; ++i) {
        const float near = real(i) / 4.0F;
        const float base = canvas.height() * lerp(0.42F, 0.9F, near);
        const float rise = lerp(0.46F, 0.26F, near);
        const std::uint32_t own = bitsFrom(random);
        canvas.touchAll([&](Vec p, Rgb &color, float &) {
            const Vec q = warped(p, 0.012F + 0.012F * near, 14.0F, own + 3U, 4); // ink creeps along the fibres
            const float crest = base - rise * (ridges({q.x * lerp(1.7F, 1.2F, near), real(i) * 3.0F}, own, 4) - 0.3F);
            const float below = q.y - crest;
            if (below < -0.02F)
                return;
            const float fade = std::exp(-below * lerp(8.0F, 5.5F, near));
            const float folds = ridges({q.x * 7.0F + 2.0F * below, q.y * 3.0F}, own + 7U, 4);
            const float strokes = smooth(0.42F, 0.8F, folds) * smooth(0.34F, 0.02F, below);
            const float wet = 0.75F + 0.45F * fractal(p * 9.0F, own + 9U, 4);
            const float rim = std::exp(-below * below * 9000.0F);
            const float tone = lerp(0.32F, 1.0F, near) * (0.6F * fade + 0.75F * strokes * fade + 0.35F * rim) * wet;
            color = blend(color, mix(ink, hex(0x3A4A5A), 0.5F * (1.0F - near)),
                          clamp01(tone) * smooth(-0.006F, 0.004F, below));
        });
    }
    for (int i = 0; i < 3; ++i) { // bamboo
        Vec joint{canvas.width() * (side + 0.09F * real(i - 1)) + within(random, -0.02F, 0.02F),
                  canvas.height() * 1.02F};
        const float lean = within(random, -0.12F, 0.12F);
        const float width = within(random, 0.026F, 0.042F);
        for (int k = 0; k < 8; ++k) {
            const Vec next = joint + direction(-0.5F * kPi + lean + 0.03F * real(k)) * within(random, 0.11F, 0.15F);
            Stroke cane;
            cane.path = {joint, (joint + next) * 0.5F, next - (next - joint) * 0.05F};
            cane.width = width;
            cane.paint = ink;
            cane.opacity = 0.8F;
            cane.contrast = 0.2F;
            cane.taper = 0.05F;
            cane.relief = 0;
            cane.dry = 0.2F;
            cane.seed = bitsFrom(random);
            paintStroke(canvas, cane);
            canvas.line(next + Vec{-0.6F * width, 0.004F}, next + Vec{0.6F * width, -0.002F}, 0.004F, ink, 0.9F);
            const int leaves = k > 3 ? 4 : k == 3 ? 2 : 0;
            for (int l = 0; l < leaves; ++l) {
                const float towards = (side < 0.5F ? 0.75F : kPi - 0.75F) + within(random, -0.75F, 0.75F); // they hang
                const float reach = within(random, 0.1F, 0.19F);
                Stroke leaf = cane;
                leaf.path = {next, next + direction(towards) * (0.5F * reach),
                             next + direction(towards + (side < 0.5F ? 0.2F : -0.2F)) * reach};
                leaf.width = within(random, 0.018F, 0.032F);
                leaf.taper = 0.5F;
                leaf.opacity = within(random, 0.55F, 0.95F);
                leaf.dry = 0.25F;
                leaf.seed = bitsFrom(random);
                paintStroke(canvas, leaf);
            }
            joint = next;
        }
    }
    const Vec seal{canvas.width() * (1.0F - side) - 0.03F, canvas.height() * 0.88F};
    canvas.touch(around(seal + Vec{0.03F, 0.03F}, 0.045F), [&](Vec p, Rgb &color, float &) {
        const Vec q{(p.x - seal.x) / 0.06F, (p.y - seal.y) / 0.06F};
        const float edge = std::max(std::abs(q.x - 0.5F), std::abs(q.y - 0.5F)) - 0.5F;
        const float bars =
            std::max(std::abs(fraction(q.x * 2.0F) - 0.5F), std::abs(fraction(q.y * 3.0F) - 0.5F) - 0.2F);
        const float worn = smooth(-0.55F, -0.1F, noise(p * 160.0F, bits + 21U));
        color = blend(color, hex(0xB8281E), 0.9F * worn * canvas.cover(edge * 0.06F) * smooth(0.12F, 0.17F, bars));
    });
}

namespace {

// Colours that float on a bath: drops push the earlier ones aside, and combs drag them (Lu et al. 2012, "Mathematical
// Marbling"). Both can be undone, so each pixel is followed back to the drop that it came from.
struct Drop
{
    Vec at;
    float radius;
    Rgb color;
};
struct Comb
{
    Vec start;
    Vec along; ///< Of length 1.
    float spacing; ///< Between the teeth.
    float drag;
    float sharp; ///< How far from a tooth the bath still moves.
    float sway;  ///< Of the teeth's course, 0 for straight.
};

Vec undone(const Comb &comb, Vec p)
{
    const Vec d = p - comb.start;
    const float across = cross(comb.along, d) + comb.sway * std::sin(9.0F * dot(d, comb.along));
    const float near = std::abs(fraction(across / comb.spacing + 0.5F) - 0.5F) * comb.spacing;
    return p - comb.along * (comb.drag * std::exp(-near / comb.sharp));
}

} // namespace

void paintMarbling(Canvas &canvas, std::uint64_t seed)
{
    Random random(mixSeed(seed, 113));
    const Palette inks = {0x12335C, 0xF6EEDD, 0xB7312C, 0x2F7F86, 0xE2A63B, 0xF6EEDD, 0x12335C, 0x7FB5B0, 0xD8693A};
    std::vector<Drop> drops;
    for (int i = 0; i < 150; ++i) {
        const Vec at{canvas.width() * within(random, -0.1F, 1.1F), canvas.height() * within(random, -0.1F, 1.1F)};
        drops.push_back({at, within(random, 0.04F, 0.12F), inks.pick(within(random, 0, 1))});
        if (random.chance(0.6))
            drops.push_back({at, within(random, 0.02F, 0.06F), inks.pick(within(random, 0, 1))});
    }
    const float turn = within(random, -0.2F, 0.2F);
    const std::array<Comb, 4> combs = {{
        {{0.1F, 0.1F}, direction(turn), 0.22F, 0.24F, 0.05F, 0.0F},
        {{0.0F, 0.11F}, direction(turn) * -1.0F, 0.22F, 0.24F, 0.05F, 0.0F},
        {{0.0F, 0.0F}, direction(turn + 0.5F * kPi), 0.062F, 0.17F, 0.017F, 0.0F},
        {{0.2F, 0.3F}, direction(turn), 0.31F, 0.13F, 0.06F, 0.05F},
    }};
    const std::uint32_t bits = bitsFrom(random);
    canvas.touchAll([&](Vec p, Rgb &color, float &relief) {
        Vec q = p;
        for (std::size_t i = combs.size(); i > 0; --i)
            q = undone(combs[i - 1], q);
        Rgb ink = inks.pick(0.12F);
        for (std::size_t i = drops.size(); i > 0; --i) {
            const Drop &drop = drops[i - 1];
            const Vec d = q - drop.at;
            const float apart = dot(d, d);
            const float area = drop.radius * drop.radius;
            if (apart < area) {
                ink = drop.color;
                break;
            }
            q = drop.at + d * std::sqrt(1.0F - area / apart);
        }
        const float grain = paperGrain(p, bits);
        color = changed(ink, 0.015F * grain + 0.02F * fractal(p * 5.0F, bits + 5U, 4));
        relief = 0.0005F * grain;
    });
    canvas.lit(0.25F);
}

} // namespace imago::art
