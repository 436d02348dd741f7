// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/art/noise.h"
#include "engine/art/scenery.h"
#include "engine/art/works.h"

#include <array>
#include <vector>

namespace imago::art {

// Woollen twill: threads of a sett that repeats and turns back, over two and under two.
void paintTartan(Canvas &canvas, std::uint64_t seed)
{
    Random random(mixSeed(seed, 141));
    const std::uint32_t bits = bitsFrom(random);
    struct Wools
    {
        std::array<std::uint32_t, 5> codes;
    };
    constexpr std::array<Wools, 4> kWools = {{{{0x8E1B1F, 0x14334A, 0x1F4D33, 0xE5B83A, 0xEDE6D6}},
                                              {{0x1B3C5A, 0x5C1E3A, 0x2E6B5A, 0xD9C8A0, 0xC9552E}},
                                              {{0x1E4B36, 0x1A2338, 0xA62B2B, 0xE9D9B0, 0x6E8F3A}},
                                              {{0x5A2A4A, 0x27365A, 0xB8753A, 0x8FA66A, 0xF0E3C4}}}};
    const Wools &wools = kWools[static_cast<std::size_t>(seed % kWools.size())];
    std::vector<int> sett; // which wool each thread of half the repeat has
    const std::array<int, 9> bands = {0, 1, 0, 3, 0, 2, 4, 2, 1};
    for (const int wool : bands) {
        const int threads = wool >= 3 ? 2 : 5 + static_cast<int>(random.below(8));
        sett.insert(sett.end(), static_cast<std::size_t>(threads), wool);
    }
    const int half = static_cast<int>(sett.size());
    const auto wool = [&](int thread) {
        int place = ((thread % (2 * half)) + 2 * half) % (2 * half);
        if (place >= half)
            place = 2 * half - 1 - place;
        return hex(wools.codes[static_cast<std::size_t>(sett[static_cast<std::size_t>(place)])]);
    };
    constexpr float kThreads = 104.0F;
    canvas.touchAll([&](Vec p, Rgb &color, float &relief) {
        const Vec q = warped(p, 0.012F, 2.0F, bits, 2) * kThreads; // cloth never lies straight
        const int x = whole(q.x);
        const int y = whole(q.y);
        const float u = fraction(q.x) - 0.5F;
        const float v = fraction(q.y) - 0.5F;
        const bool warpAbove = ((x + y) % 4 + 4) % 4 < 2;
        const int thread = warpAbove ? x : y;
        const float across = warpAbove ? u : v;
        const float along = warpAbove ? q.y : q.x;
        const float rise =
            std::cos(kPi * 0.5F * (fraction((real(x + y) + 0.5F + (warpAbove ? v : u)) / 2.0F) * 2.0F - 1.0F));
        const float twist = std::sin(2.0F * kPi * (along * 0.8F + across * 1.3F));
        const float fuzz = noise({along * 1.3F, across * 5.0F + real(thread) * 7.0F}, bits + (warpAbove ? 3U : 5U));
        const float dye = gridValue(thread, warpAbove ? 1 : 2, bits + 7U) - 0.5F;
        const float round = std::sqrt(std::max(1.0F - 3.2F * across * across, 0.0F));
        color = changed(wool(thread),
                        0.05F * fuzz + 0.06F * dye + 0.05F * twist - 0.17F * (1.0F - round) - 0.06F * (1.0F - rise));
        color = changed(color, 0.05F * fractal(p * 3.0F, bits + 9U, 3));
        relief = (0.5F * round + 0.35F * rise + 0.08F * twist + 0.1F * fuzz) / kThreads;
    });
    canvas.lit(0.55F);
}

// Wax and indigo: medallions and dots that kept the dye out, with the fine veins where the wax cracked.
void paintBatik(Canvas &canvas, std::uint64_t seed)
{
    Random random(mixSeed(seed, 142));
    const std::uint32_t bits = bitsFrom(random);
    const Rgb cream = hex(0xF2E3C2);
    const Rgb soga = hex(0xA9622B);
    const Rgb indigo = hex(0x1A2F5E);
    const Rgb night = hex(0x101A38);
    struct Medallion
    {
        Vec at;
        float size;
        float petals;
        float turn;
    };
    std::vector<Medallion> medallions;
    for (int tries = 0; tries < 900 && medallions.size() < 46; ++tries) {
        const float size = medallions.size() < 4    ? within(random, 0.17F, 0.23F)
                           : medallions.size() < 16 ? within(random, 0.07F, 0.12F)
                                                    : within(random, 0.025F, 0.05F);
        const Medallion next{{canvas.width() * within(random, 0, 1), canvas.height() * within(random, 0, 1)},
                             size,
                             5.0F + real(static_cast<int>(random.below(8))),
                             within(random, 0, kPi)};
        bool free = true;
        for (const Medallion &other : medallions)
            free = free && length(other.at - next.at) > 1.02F * (other.size + next.size);
        if (free)
            medallions.push_back(next);
    }
    canvas.touchAll([&](Vec p, Rgb &color, float &) {
        const Vec q = warped(p, 0.006F, 16.0F, bits, 2);
        float wax = 0.0F;  // kept cream
        float brown = 0.0F; // waxed after the first bath
        const Medallion *home = nullptr;
        float reach = 2.0F;
        for (const Medallion &medallion : medallions) {
            const float distance = length(q - medallion.at) / medallion.size;
            if (distance < reach) {
                reach = distance;
                home = &medallion;
            }
        }
        if (home != nullptr && reach < 1.0F) {
            const float angle = std::atan2(q.y - home->at.y, q.x - home->at.x) + home->turn;
            const float wave = std::cos(home->petals * angle);
            const float soft = 0.006F / home->size;
            const auto line = [&](float value, float wide) {
                return smooth(wide + soft, wide - soft, std::abs(value));
            };
            const float petal = 0.62F + 0.24F * std::abs(std::cos(0.5F * home->petals * angle)) - reach;
            const float inner = 0.36F + 0.1F * wave - reach;
            brown = std::max(brown, smooth(-soft, soft, petal));
            brown *= 1.0F - smooth(-soft, soft, inner);
            wax = std::max(wax, line(petal, 0.032F));
            wax = std::max(wax, line(petal - 0.12F, 0.016F));
            wax = std::max(wax, line(inner, 0.028F));
            wax = std::max(wax, line(reach - 0.96F, 0.022F));
            wax = std::max(wax, smooth(0.13F + soft, 0.13F - soft, reach));
            const float ticks = fraction(angle * home->petals * 2.0F / (2.0F * kPi)) - 0.5F;
            wax = std::max(
                wax, smooth(soft, -soft, std::hypot(ticks * 3.1F * reach / home->petals, reach - 0.24F) - 0.035F));
            const float veins = std::abs(std::sin(home->petals * 3.0F * angle));
            wax = std::max(wax,
                           0.9F * smooth(0.2F, 0.05F, veins) * smooth(0.02F, 0.1F, petal) * smooth(0.42F, 0.5F, reach));
        } else {
            const Vec dots = turned(q, 0.3F) * 34.0F; // a ground of dots and curls
            const float dot1 = length({fraction(dots.x) - 0.5F, fraction(dots.y) - 0.5F});
            const float curls = std::abs(fraction(5.0F * fractal(q * 3.2F, bits + 3U, 2)) - 0.5F);
            wax = std::max(smooth(0.2F, 0.12F, dot1) * smooth(0.06F, 0.14F, curls), smooth(0.055F, 0.03F, curls));
            brown = 0.8F * smooth(0.25F, 0.6F, fractal(q * 2.0F, bits + 5U, 3));
        }
        float crack = 0.0F;
        for (const float cells : {9.0F, 22.0F}) {
            const Cell cell =
                cellAt(warped(p, 0.03F, 5.0F, bits + 7U, 3) * cells, bits + 9U + static_cast<std::uint32_t>(cells));
            crack = std::max(crack, smooth(0.035F, 0.004F, cell.edge) *
                                        smooth(-0.15F, 0.35F, noise(p * cells * 0.5F, bits + 11U)));
        }
        const float bath = fractal(p * 3.0F, bits + 13U, 4);
        const float weave =
            0.5F * (noise({p.x * 330.0F, p.y * 60.0F}, bits + 15U) + noise({p.x * 60.0F, p.y * 330.0F}, bits + 17U));
        color = mix(indigo, night, 0.5F + 0.8F * bath);
        color = blend(color, changed(soga, 0.06F * bath), brown);
        color = blend(color, changed(cream, 0.03F * bath), wax);
        color = blend(color, indigo, 0.72F * crack * std::max(wax, 0.6F * brown));
        color = changed(color, 0.03F * weave);
    });
}

// Sheets of coloured paper, cut and stacked; each throws its shadow on the ones below.
void paintPaperCut(Canvas &canvas, std::uint64_t seed)
{
    Random random(mixSeed(seed, 143));
    const std::uint32_t bits = bitsFrom(random);
    const std::array<Palette, 3> sheets = {
        {{0xFDE8C8, 0xF9B384, 0xF2786B, 0xC8476C, 0x7D3478, 0x432C6E, 0x1E2150, 0x10142E},
         {0xFFF4DA, 0xF3D17C, 0x9CC48A, 0x4FA08C, 0x2A7383, 0x1F4A6B, 0x1B2C4A, 0x0F1A30},
         {0xFFF1E6, 0xF7C9C4, 0xE88BA4, 0xF25F4C, 0xC23B4E, 0x7A2350, 0x3D1C48, 0x1F1133}}};
    const Palette &papers = sheets[static_cast<std::size_t>(seed % sheets.size())];
    constexpr int kSheets = 8;
    const Vec heart{canvas.width() * within(random, 0.35F, 0.65F), canvas.height() * within(random, 0.3F, 0.5F)};
    // Where sheet i (0 the lowest) has paper: positive inside.
    const auto paperAt = [&](Vec p, int i) {
        const auto own = bits + static_cast<std::uint32_t>(i) * 23U;
        const float radius = length(p - heart);
        const float angle = std::atan2(p.y - heart.y, p.x - heart.x);
        const float wave = fractal({2.2F * std::cos(angle) + real(i), 2.2F * std::sin(angle)}, own, 3);
        const float hole = 0.07F + 0.088F * real(i) + (0.05F + 0.014F * real(i)) * wave;
        const float land = canvas.height() * (1.06F - 0.055F * real(kSheets - i)) +
                           0.05F * fractal({p.x * 3.0F, real(i)}, own + 5U, 3) -
                           0.02F * std::abs(noise({p.x * 22.0F, real(i)}, own + 7U));
        return std::max(radius - hole, (p.y - land) * 0.9F);
    };
    canvas.touchAll([&](Vec p, Rgb &color, float &relief) {
        int top = 0;
        for (int i = kSheets - 1; i > 0; --i) {
            if (paperAt(p, i) > 0) {
                top = i;
                break;
            }
        }
        const float grain = paperGrain(p, bits + static_cast<std::uint32_t>(top) * 5U);
        const float fibres = noise({p.x * 120.0F + 30.0F * noise(p * 6.0F, bits), p.y * 40.0F}, bits + 3U);
        color = changed(papers.at(real(top) / real(kSheets - 1)), 0.022F * grain + 0.012F * fibres);
        if (top == 0) {
            const float moon = length(p - heart);
            color = blend(color, hex(0xFFFDF2), 0.85F * smooth(0.052F, 0.049F, moon));
        }
        float shade = 0.0F;
        for (int i = top + 1; i < kSheets; ++i) { // light from the upper left; higher sheets throw longer shadows
            const float lift = 0.011F + 0.006F * real(i - top - 1);
            const float above = paperAt(p - Vec{lift, lift * 1.2F}, i);
            shade = std::max(shade, (0.62F - 0.05F * real(i - top)) * smooth(-lift * 1.1F, lift * 0.9F, above));
        }
        color = color * (1.0F - shade);
        if (top > 0) {
            const float edge = paperAt(p, top);
            color = changed(color, 0.14F * smooth(0.0035F, 0.0008F, edge)); // the cut edge is bright
        }
        relief = 0.0007F * grain;
    });
    canvas.lit(0.35F);
}

// A poster of the nineteen-twenties: sunburst, stepped towers and fans in gold, jade and black.
void paintArtDeco(Canvas &canvas, std::uint64_t seed)
{
    Random random(mixSeed(seed, 144));
    const std::uint32_t bits = bitsFrom(random);
    const Rgb gold = hex(0xD9A93F);
    const Palette fills = {0x0F1418, 0x0E4A4A, 0x1F7A70, 0x0F1418, 0xE9DCC0, 0x7A1F2B};
    const float horizon = canvas.height() * within(random, 0.6F, 0.66F);
    const Vec sun{0.5F * canvas.width(), horizon};
    const float rays = 22.0F + 4.0F * real(static_cast<int>(random.below(3)));
    std::vector<std::array<float, 3>> towers; // middle, half width, top
    for (int i = -3; i <= 3; ++i) {
        const float tall = (0.5F - 0.095F * std::abs(real(i))) * within(random, 0.85F, 1.1F);
        towers.push_back({sun.x + 0.135F * real(i), 0.05F + 0.012F * within(random, 0, 1), horizon - tall});
    }
    canvas.touchAll([&](Vec p, Rgb &color, float &relief) {
        float metal = 1.0F; // distance to the nearest golden line
        const Vec d = p - sun;
        if (p.y < horizon) {
            const float angle = std::atan2(-d.y, d.x) / kPi * rays;
            const float radius = length(d);
            const int ray = whole(angle);
            color = ray % 2 == 0 ? hex(0x13293A) : hex(0x1F5A63);
            const float zone = radius / 0.13F;
            if (whole(zone) % 2 == 1)
                color = changed(color, 0.09F);
            if (radius < 0.2F)
                color = ray % 2 == 0 ? hex(0xF0C25A) : hex(0xF7E7BE);
            metal = std::min(metal, std::abs(angle - std::round(angle)) * kPi / rays * radius + 0.0006F);
            metal = std::min(metal, std::abs(radius - 0.2F) - 0.002F);
            metal = std::min(metal, std::abs(fraction(zone + 0.5F) - 0.5F) * 0.13F + 0.001F);
            for (const auto &[middle, half, top] : towers) {
                for (int step = 0; step < 4; ++step) { // setbacks
                    const float wide = half * (1.0F - 0.24F * real(step));
                    const float roof = top + 0.05F * real(3 - step);
                    const float edge = std::max(std::abs(p.x - middle) - wide, roof - p.y);
                    if (edge < 0) {
                        const float flute = std::abs(fraction((p.x - middle) / 0.018F) - 0.5F) * 0.018F;
                        color = blend(hex(0x0D1216), hex(0x22343C), smooth(-wide, wide, p.x - middle));
                        const float row = fraction((p.y - roof) / 0.026F);
                        if (flute > 0.0035F && row > 0.35F &&
                            gridValue(whole((p.x - middle) / 0.018F), whole((p.y - roof) / 0.026F), bits) < 0.4F)
                            color = hex(0xF4D27A);
                        metal = flute + 0.0012F;
                    }
                    metal = std::min(metal, std::abs(edge));
                }
                metal =
                    std::min(metal, std::max(std::abs(p.x - middle) - 0.001F, std::max(top - 0.07F - p.y, p.y - top)));
            }
        } else { // fans, one row behind the other
            constexpr float kFan = 0.118F;
            const float rowHeight = 0.5F * kFan;
            const int first = whole((p.y - horizon) / rowHeight);
            for (int row = first + 2; row >= first - 1; --row) { // the lower ones lie in front
                const float y = horizon + rowHeight * real(row) + kFan * 0.5F;
                const float offset = row % 2 == 0 ? 0.0F : 0.5F;
                const int column = static_cast<int>(std::round((p.x - sun.x) / kFan - offset));
                const Vec center{sun.x + (real(column) + offset) * kFan, y};
                const float radius = length(p - center) / (0.5F * kFan);
                if (radius > 1.0F || p.y > y)
                    continue;
                const float ring = radius * 4.0F;
                color = fills.pick(fraction(0.17F * std::floor(ring) + 0.33F * real(row % 2) + 0.01F));
                metal =
                    std::min(std::abs(ring - std::round(ring)) * 0.125F * kFan, std::abs(radius - 1.0F) * 0.5F * kFan);
                if (ring < 1.0F)
                    color = gold;
                const float spoke = std::atan2(p.y - center.y, p.x - center.x) / kPi * 12.0F;
                if (ring > 2.0F && ring < 3.0F)
                    metal = std::min(metal, std::abs(spoke - std::round(spoke)) * kPi / 12.0F * radius * 0.5F * kFan +
                                                0.0004F);
                break;
            }
        }
        const float border = std::min({p.x, p.y, canvas.width() - p.x, canvas.height() - p.y});
        if (border < 0.052F)
            color = hex(0x0F1418);
        if (border < 0.052F) // the frame covers what lies under it
            metal = 1.0F;
        for (const float line : {0.018F, 0.028F, 0.052F})
            metal = std::min(metal, std::abs(border - line));
        const float brushed = fractal({p.x * 4.0F, p.y * 90.0F}, bits + 3U, 3);
        const float sheen = 0.5F + 0.5F * std::sin(7.0F * (p.x + p.y) + 2.0F * noise(p * 2.0F, bits + 5U));
        const Rgb leaf = mix(changed(gold, -0.16F), hex(0xFFE9A8), clamp01(sheen + 0.25F * brushed));
        const float line = smooth(0.0036F, 0.0022F, metal);
        color = blend(changed(color, 0.02F * paperGrain(p, bits + 7U) + 0.03F * fractal(p * 5.0F, bits + 9U, 3)), leaf,
                      line);
        relief = 0.0022F * line;
    });
    canvas.lit(0.5F, 0.25F);
}

} // namespace imago::art
