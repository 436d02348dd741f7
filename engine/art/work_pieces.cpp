// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/art/noise.h"
#include "engine/art/scene.h"
#include "engine/art/scenery.h"
#include "engine/art/works.h"

#include <array>
#include <vector>

namespace imago::art {

// Tesserae of glass and gold, each set at a tilt of its own, in rows that follow the forms.
void paintMosaic(Canvas &canvas, std::uint64_t seed)
{
    Random random(mixSeed(seed, 131));
    const Canvas from = motif(drawBouquet, canvas, 6 * seed + 1);
    const std::uint32_t bits = bitsFrom(random);
    const Palette smalti = {0x0E2A5A, 0x1F5FA8, 0x58A6C8, 0x0F6B5A, 0x6FA64A, 0xC9D27A, 0xE9B93A, 0xF6E3A8,
                            0xF7F1E4, 0xE0763A, 0xC4303A, 0x7A1F3A, 0xE89AA8, 0x4A2A1E, 0x8A6A4A};
    constexpr float kTiles = 52.0F;
    canvas.touchAll([&](Vec p, Rgb &color, float &relief) {
        const Vec bend{0.05F * fractal(p * 2.1F, bits, 2), 0.07F * fractal(p * 1.7F, bits + 3U, 2)};
        const float row = (p.y + bend.y) * kTiles;
        const int line = whole(row);
        const float shift = gridValue(line, 0, bits + 5U);
        const float wide = 0.85F + 0.3F * gridValue(line, 1, bits + 5U);
        const float column = (p.x + bend.x) * kTiles / wide + shift;
        const int place = whole(column);
        const float u = column - real(place) - 0.5F;
        const float v = row - real(line) - 0.5F;
        const Vec center = p - Vec{u * wide, v} * (1.0F / kTiles);
        const auto random01 = [&](std::uint32_t which) { return gridValue(place, line, bits + 7U + which); };
        // A broken square: its corners are cut by two slanted sides.
        const float slantU = u + 0.16F * (random01(1) - 0.5F) * 2.0F * v;
        const float slantV = v + 0.16F * (random01(2) - 0.5F) * 2.0F * u;
        const float half = 0.415F + 0.05F * random01(3);
        const float edge = std::max(std::abs(slantU), std::abs(slantV)) - half;
        const Rgb seen = from.sample(center);
        Rgb glass = mix(smalti.nearest(seen, 0.9F), seen, 0.3F);
        glass = changed(glass, 0.11F * (random01(4) - 0.5F), 1.25F, 0.25F * (random01(5) - 0.5F));
        const bool gold = random01(6) < 0.07F;
        if (gold)
            glass = mix(hex(0xC9962E), hex(0xFFE9A0), random01(7));
        const float inside = smooth(0.03F, -0.05F, edge);
        const float cloud = fractal(p * 70.0F, bits + 31U, 3);
        const Rgb grout = changed(hex(0x5E564C), 0.05F * fractal(p * 55.0F, bits + 33U, 3));
        color = blend(grout, changed(glass, 0.035F * cloud), inside);
        const float tilt = 0.0042F * (u * (random01(8) - 0.5F) + v * (random01(9) - 0.5F));
        relief = inside * (0.006F + tilt * 2.2F + 0.0004F * cloud) - 0.001F * (1.0F - inside);
    });
    canvas.lit(0.8F, 0.35F);
}

// A rose window: petals of streaky glass in lead, the light behind it.
void paintStainedGlass(Canvas &canvas, std::uint64_t seed)
{
    Random random(mixSeed(seed, 132));
    const std::uint32_t bits = bitsFrom(random);
    const Palette jewels = {0x1B3FA0, 0x2F6FD0, 0x7A1F8C, 0xC4183C, 0xE8622A,
                            0xF4B41F, 0xF7E08A, 0x1E8A5A, 0x0F5F6B, 0xB43A7A};
    const Vec center{0.5F * canvas.width() + within(random, -0.05F, 0.05F),
                     0.5F * canvas.height() + within(random, -0.05F, 0.05F)};
    const std::array<float, 6> rings = {0.0F, 0.075F, 0.17F, 0.275F, 0.37F, 0.455F};
    const std::array<float, 5> petals = {1.0F, 8.0F, 8.0F, 16.0F, 24.0F};
    const float turn = within(random, 0, kPi);
    canvas.touchAll([&](Vec p, Rgb &color, float &relief) {
        const Vec d = p - center;
        const float radius = length(d);
        const float angle = std::atan2(d.y, d.x) + kPi + turn;
        float edge = 1.0F;
        std::uint32_t id = 0;
        float depth = 0.0F; // of the hue
        if (radius < rings.back()) {
            std::size_t ring = 0;
            while (ring + 2 < rings.size() && radius > rings[ring + 1])
                ++ring;
            const float count = petals[ring];
            const float step = 2.0F * kPi / count;
            const float place = angle / step + (ring % 2 == 0 ? 0.0F : 0.5F);
            const float u = (fraction(place) - 0.5F) * step * radius;
            const float v = (radius - rings[ring]) / (rings[ring + 1] - rings[ring]);
            const float half = 0.5F * step * radius;
            edge = std::min(radius - rings[ring] + (ring == 0 ? 1.0F : 0.0F), rings[ring + 1] - radius);
            id = static_cast<std::uint32_t>(ring) * 37U + 1U;
            depth = real(static_cast<int>(ring));
            if (count > 1.0F) {
                const float petal =
                    half * std::sqrt(std::max(1.0F - 1.7F * (v - 0.5F) * (v - 0.5F) * 2.0F, 0.0F)) * 0.86F;
                const float inner = petal - std::abs(u);
                edge = std::min({edge, half - std::abs(u), std::abs(inner)});
                id += (inner > 0 ? 100U : 200U) + static_cast<std::uint32_t>(whole(place) % 2);
            }
        } else {
            const Cell cell = cellAt(warped(p, 0.05F, 3.0F, bits) * 11.0F, bits + 1U, 0.8F);
            edge = std::min(cell.edge / 11.0F, radius - rings.back());
            id = cell.id;
            depth = 8.0F;
        }
        Rgb glass = jewels.pick(fraction(0.21F * depth + 0.39F * valueOf(id, 1)));
        if (depth > 7.0F)
            glass = mix(hex(0x12307A), jewels.pick(valueOf(id, 2)), 0.25F * valueOf(id, 3));
        glass = changed(glass, 0.1F * (valueOf(id, 4) - 0.5F), 1.1F);
        const Vec flow = turned(p, 2.0F * kPi * valueOf(id, 5));
        const float streak = fractal(warped({flow.x * 5.0F, flow.y * 24.0F}, 0.5F, 1.0F, bits + 5U), bits + 7U, 4);
        const float bubble = smooth(0.62F, 0.75F, noise(p * 80.0F, bits + 9U));
        const float behind = 1.35F * std::exp(-2.2F * radius * radius) + 0.35F;
        color = changed(glass, 0.11F * streak + 0.05F * bubble) * behind;
        color = color * lerp(0.45F, 1.0F, smooth(0.0F, 0.03F, edge)); // old glass is dirty along the lead
        const float lead = smooth(0.0078F, 0.0058F, edge);
        color = blend(color, hex(0x23232A), lead);
        relief = lead * 0.006F * std::sqrt(std::max(1.0F - edge * edge / 0.000062F, 0.0F)) +
                 (1.0F - lead) * 0.0009F * streak;
    });
    const Canvas soft = canvas.reduced(std::max(canvas.rows() / 40, 1)); // light spills over the lead
    canvas.lit(0.75F, 0.2F);
    canvas.touchAll([&](Vec p, Rgb &color, float &) { color = color + soft.sample(p) * 0.16F; });
}

// Facets of folded card: a triangulated view, each face one tone.
void paintFacets(Canvas &canvas, std::uint64_t seed)
{
    Random random(mixSeed(seed, 133));
    const Canvas from = motif(drawMountains, canvas, 8 * seed + 1);
    const std::uint32_t bits = bitsFrom(random);
    constexpr float kCells = 15.0F;
    const auto corner = [&](int x, int y) {
        return Vec{(real(x) + 0.8F * (gridValue(x, y, bits) - 0.5F)) / kCells,
                   (real(y) + 0.8F * (gridValue(x, y, bits + 1U) - 0.5F)) / kCells};
    };
    const auto face = [&](Vec a, Vec b, Vec c, std::uint32_t id) {
        const Vec middle = (a + b + c) * (1.0F / 3.0F);
        const Rgb seen = blend(from.sample(middle), from.sample(middle + (a - middle) * 0.5F), 0.4F);
        const float tilt = valueOf(id, 1) - 0.5F;
        const Rgb tone = changed(seen, 0.17F * tilt, 1.5F, 0.25F * (valueOf(id, 2) - 0.5F));
        const Vec fall = direction(2.0F * kPi * valueOf(id, 3));
        Box box{a, a};
        for (const Vec v : {b, c}) {
            box.low = {std::min(box.low.x, v.x), std::min(box.low.y, v.y)};
            box.high = {std::max(box.high.x, v.x), std::max(box.high.y, v.y)};
        }
        const float turn = cross(b - a, c - a) < 0 ? -1.0F : 1.0F;
        const auto side = [&](Vec p, Vec from1, Vec to1) {
            return -turn * cross(to1 - from1, p - from1) / std::max(length(to1 - from1), 1e-5F);
        };
        canvas.touch({box.low - Vec{0.004F, 0.004F}, box.high + Vec{0.004F, 0.004F}}, [&](Vec p, Rgb &color, float &) {
            const float edge = std::max({side(p, a, b), side(p, b, c), side(p, c, a)});
            Rgb paint = changed(tone, 0.9F * dot(p - middle, fall) + 0.008F * paperGrain(p, bits + 3U));
            paint = changed(paint, 0.09F * smooth(-0.004F, -0.0005F, edge)); // the light catches the fold
            color = blend(color, paint, canvas.cover(edge - 0.5F * canvas.pixel()));
        });
    };
    const int columns = whole(canvas.width() * kCells) + 2;
    const int rows = whole(canvas.height() * kCells) + 2;
    for (int y = -1; y < rows; ++y) {
        for (int x = -1; x < columns; ++x) {
            const Vec a = corner(x, y);
            const Vec b = corner(x + 1, y);
            const Vec c = corner(x + 1, y + 1);
            const Vec d = corner(x, y + 1);
            const auto id = static_cast<std::uint32_t>(y * 977 + x) * 2U + bits;
            // folds follow the forms
            if (difference(from.sample(a), from.sample(c)) < difference(from.sample(b), from.sample(d))) {
                face(a, b, c, id);
                face(a, c, d, id + 1U);
            } else {
                face(a, b, d, id);
                face(b, c, d, id + 1U);
            }
        }
    }
}

// Glazed tiles: cobalt on white by a quick brush, each tile a quarter of the ornament.
void paintAzulejo(Canvas &canvas, std::uint64_t seed)
{
    Random random(mixSeed(seed, 134));
    const std::uint32_t bits = bitsFrom(random);
    const float tiles = 4.0F;
    const Rgb white = hex(0xEFF2EE);
    const Rgb cobalt = hex(0x17408C);
    const Rgb yellow = hex(0xE0A92E);
    const float lobes = 4.0F + 2.0F * real(static_cast<int>(random.below(3)));
    const float bend = within(random, 0.5F, 1.1F);
    canvas.touchAll([&](Vec p, Rgb &color, float &relief) {
        const int column = whole(p.x * tiles);
        const int row = whole(p.y * tiles);
        const Vec local{fraction(p.x * tiles), fraction(p.y * tiles)};
        const auto own = bits + static_cast<std::uint32_t>(row * 31 + column) * 7U;
        // mirrored: four make one
        Vec q{column % 2 == 0 ? local.x : 1.0F - local.x, row % 2 == 0 ? local.y : 1.0F - local.y};
        q = warped(q, 0.03F, 4.0F, own, 3); // no two tiles are painted alike
        const float radius = length(q);
        const float angle = std::atan2(q.y, q.x);
        const float petal = 0.42F + 0.1F * std::cos(lobes * 2.0F * angle) - radius;
        const float heart = 0.17F + 0.035F * std::cos(8.0F * angle) - radius;
        const float ring = 0.03F - std::abs(radius - 0.63F - 0.03F * std::cos(12.0F * angle));
        const Vec far = q - Vec{1, 1};
        const float corner = length(far);
        const float cornerAngle = std::atan2(far.y, far.x);
        const float star = 0.3F + 0.07F * std::cos(8.0F * cornerAngle) - corner;
        const float core = 0.11F - corner;
        const float vine = 0.022F - std::abs(q.x - q.y + 0.09F * std::sin(bend * 14.0F * (q.x + q.y)));
        const float leaf =
            0.05F - length({fraction((q.x + q.y) * 3.0F) - 0.5F, 3.4F * (std::abs(q.x - q.y) - 0.12F)}) * 0.22F;
        float blue = 0.0F;
        const float load = 0.72F + 0.5F * fractal(warped(p * 12.0F, 0.4F, 1.0F, own + 1U), own + 3U, 3);
        const auto brush = [&](float inside, float strength) {
            blue = std::max(blue, strength * smooth(-0.012F, 0.012F, inside));
        };
        brush(petal, 0.55F * load);
        brush(0.022F - std::abs(petal), 1.0F);
        brush(0.012F - std::abs(petal - 0.1F), 0.8F);
        brush(ring, 0.85F * load);
        brush(star, 0.8F * load);
        brush(0.015F - std::abs(star + 0.04F), 0.9F);
        if (radius > 0.66F && corner > 0.36F) {
            brush(vine, 0.9F);
            brush(leaf, 0.7F * load);
        }
        const float gold = std::max(smooth(-0.012F, 0.012F, heart), smooth(-0.012F, 0.012F, core));
        color =
            changed(white, 0.025F * fractal(p * 4.0F, bits + 5U, 4) + 0.05F * (gridValue(column, row, bits) - 0.5F));
        color = color * blend({1, 1, 1}, cobalt, clamp01(blue));
        color = blend(color, changed(yellow, 0.08F * load - 0.06F), gold * 0.95F);
        const Cell crackle = cellAt(p * 34.0F, bits + 7U);
        color = blend(color, hex(0x8C8676), 0.25F * smooth(0.025F, 0.0F, crackle.edge));
        const float edge = std::min({local.x, local.y, 1.0F - local.x, 1.0F - local.y}) / tiles;
        const float joint = smooth(0.0042F, 0.0024F, edge + 0.0008F * noise(p * 60.0F, bits + 9U));
        color = blend(color, hex(0x9A9284), joint);
        relief = 0.007F * smooth(0.0F, 0.016F, edge) * (1.0F - joint) + 0.0007F * fractal(p * 16.0F, own + 5U, 2) +
                 0.0006F * clamp01(blue);
    });
    canvas.lit(0.55F, 0.45F);
}

} // namespace imago::art
