// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/art/noise.h"
#include "engine/art/scene.h"
#include "engine/art/scenery.h"

#include <array>
#include <functional>

namespace imago::art {

namespace {

// Things are lit from the upper left, with a soft shadow to the right.
constexpr Vec kLight{-0.55F, -0.6F};

void castShadow(Canvas &canvas, Vec foot, float wide, float tall)
{
    const Vec center = foot + Vec{0.45F * wide, 0.0F};
    canvas.touch({{foot.x - wide, foot.y - tall}, {foot.x + 2.2F * wide, foot.y + tall}},
                 [&](Vec p, Rgb &color, float &) {
                     const Vec q{(p.x - center.x) / (1.35F * wide), (p.y - center.y) / tall};
                     color = color * (1.0F - 0.6F * smooth(1.0F, 0.2F, length(q)));
                 });
}

// Something round: `skin(u, v)` gives its colour over the disc from -1 to 1.
void drawBall(Canvas &canvas, Vec center, Vec radius, float gloss, const std::function<Rgb(float, float)> &skin)
{
    canvas.touch({center - radius, center + radius}, [&](Vec p, Rgb &color, float &) {
        const float u = (p.x - center.x) / radius.x;
        const float v = (p.y - center.y) / radius.y;
        const float inside = u * u + v * v;
        if (inside > 1.05F)
            return;
        const float z = std::sqrt(std::max(1.0F - inside, 0.0F));
        const float light = u * kLight.x + v * kLight.y + 0.58F * z;
        const float bounce = std::max(v, 0.0F) * 0.12F;
        Rgb paint = skin(u, v) * (0.16F + 0.95F * std::max(light, 0.0F) + bounce);
        const float shine = gloss * std::pow(std::max(1.0F - length({u + 0.38F, v + 0.42F}), 0.0F), 6.0F);
        paint = paint + Rgb{shine, shine, shine};
        color = blend(color, paint, canvas.cover((std::sqrt(inside) - 1.0F) * std::min(radius.x, radius.y)));
    });
}

// A turned thing (bottle, jug, vase): its half width for each height in [0, 1] from the foot.
void drawTurned(Canvas &canvas, Vec foot, float tall, const std::function<float(float)> &profile, float gloss,
                float clear, const std::function<Rgb(float, float)> &skin)
{
    canvas.touch({{foot.x - tall, foot.y - tall}, {foot.x + tall, foot.y + 0.05F}}, [&](Vec p, Rgb &color, float &) {
        float up = (foot.y - p.y) / tall;
        const float half = tall * profile(clamp01(up));
        const float across = (p.x - foot.x) / std::max(half, 1e-4F);
        const float round = 0.14F * half * std::sqrt(std::max(1.0F - across * across, 0.0F)) / tall; // the foot's curve
        up += round;
        if (up < 0 || up > 1.0F + round || std::abs(across) > 1.1F)
            return;
        const float z = std::sqrt(std::max(1.0F - across * across, 0.0F));
        const float light =
            0.2F + 0.85F * std::max(-0.75F * across + 0.55F * z, 0.0F) + 0.15F * smooth(0.75F, 1.0F, across);
        Rgb paint = skin(across, up) * light;
        const float shine = gloss * (smooth(0.12F, 0.0F, std::abs(across + 0.5F)) * 0.8F +
                                     smooth(0.05F, 0.0F, std::abs(across - 0.62F)) * 0.3F);
        paint = paint + Rgb{shine, shine, shine};
        const float edge = canvas.cover((std::abs(across) - 1.0F) * half);
        color = blend(color, blend(paint, color * skin(across, up) + Rgb{shine, shine, shine}, clear * z), edge);
    });
}

void drawTable(Canvas &canvas, float edge, Rgb wall, Rgb cloth, Rgb stripe, Random &random)
{
    const std::uint32_t bits = bitsFrom(random);
    const bool checked = random.chance(0.5);
    const bool papered = random.chance(0.5);
    canvas.touchAll([&](Vec p, Rgb &color, float &) {
        if (p.y < edge) {
            const float light = 0.1F - 0.22F * length(p - Vec{0.2F, 0.15F});
            color = changed(wall, light + 0.03F * fractal(p * 5.0F, bits, 5));
            if (papered) {
                const float motif =
                    std::sin(28.0F * p.x) * std::sin(22.0F * p.y + 1.5F * real(whole(28.0F * p.x / kPi) % 2));
                color = changed(color, 0.05F * smooth(0.3F, 0.6F, motif));
            }
        } else {
            const float depth = p.y - edge;
            const float x = (p.x - 0.5F * canvas.width()) / (0.6F + 1.1F * depth);
            const float fold = fractal({p.x * 3.0F + depth * 2.0F, p.y * 2.0F}, bits + 3U, 3);
            const float u = fraction(x * 7.0F + 0.25F * fold);
            const float v = fraction(5.0F * std::log(0.3F + depth) * 2.0F + 0.2F * fold);
            Rgb paint = mix(cloth, stripe,
                            0.5F * smooth(0.1F, 0.14F, std::abs(u - 0.5F)) +
                                (checked ? 0.5F * smooth(0.1F, 0.14F, std::abs(v - 0.5F)) : 0.0F));
            paint = changed(paint, 0.2F * fold + 0.015F * noise(p * 160.0F, bits + 5U));
            color = blend(color, paint, canvas.cover(edge - p.y));
        }
    });
}

void drawFruit(Canvas &canvas, Vec foot, float size, Random &random)
{
    const std::uint32_t bits = bitsFrom(random);
    const double kind = random.uniform();
    castShadow(canvas, foot, size, size * 0.4F);
    if (kind < 0.4) { // an apple
        const Rgb red = hex(0xB8242A);
        const Rgb green = hex(0xB9B73A);
        const float ripe = within(random, -0.3F, 0.5F);
        drawBall(canvas, foot - Vec{0, size * 0.9F}, {size, size * 0.94F}, 0.7F, [&](float u, float v) {
            const float streak = fractal({std::atan2(u, v + 1.2F) * 9.0F, v}, bits, 4);
            return mix(green, red, smooth(-0.3F, 0.5F, ripe + 0.5F * u + 0.5F * streak));
        });
        canvas.line(foot - Vec{0, size * 1.75F}, foot - Vec{-size * 0.2F, size * 2.15F}, size * 0.12F, hex(0x4B331F));
    } else if (kind < 0.65) { // an orange
        drawBall(canvas, foot - Vec{0, size * 0.95F}, {size, size}, 0.4F, [&](float u, float v) {
            return changed(hex(0xEE8A1D), 0.06F * noise({u * 22.0F, v * 22.0F}, bits));
        });
    } else if (kind < 0.85) { // a lemon
        const float lean = within(random, -0.1F, 0.1F);
        for (const float end : {-1.0F, 1.0F})
            drawBall(canvas, foot + Vec{end * size * 1.12F, -size * (0.78F + end * lean)}, {size * 0.3F, size * 0.24F},
                     0.2F, [](float, float) { return hex(0xE0B92C); });
        drawBall(canvas, foot - Vec{0, size * 0.78F}, {size * 1.15F, size * 0.8F}, 0.5F, [&](float u, float v) {
            return changed(hex(0xF0D13C), 0.05F * noise({u * 16.0F, v * 16.0F}, bits));
        });
    } else { // a pear
        drawTurned(
            canvas, foot, size * 2.5F,
            [](float up) { return 0.38F * std::sqrt(std::max(up * (1.0F - up), 0.0F)) * (1.75F - 1.1F * up) + 0.01F; },
            0.35F, 0,
            [&](float across, float up) {
                return changed(mix(hex(0x9DA83A), hex(0xC9822F), clamp01(0.5F + 0.5F * across)),
                               0.06F * noise({across * 9.0F, up * 20.0F}, bits));
            });
        canvas.line(foot - Vec{0, size * 2.4F}, foot - Vec{-size * 0.15F, size * 2.8F}, size * 0.1F, hex(0x4B331F));
    }
}

struct Things
{
    std::uint32_t wall, cloth, stripe;
};
constexpr std::array<Things, 6> kRooms = {{
    {0x6B7B6A, 0xF0EAD8, 0x9DB4C8}, {0x8C4A3A, 0xE9DFC8, 0xC9B48A}, {0x2F3B52, 0xC9A86A, 0x8A3B34},
    {0xC9B48A, 0xF5F2E9, 0xC7453C}, {0x4A3F38, 0x7C8A6A, 0xD8C79A}, {0x9FB8C4, 0xE8C7B0, 0xF7F3E8},
}};

void drawFlower(Canvas &canvas, Vec center, float size, Random &random)
{
    constexpr std::array<std::uint32_t, 9> kPetals = {0xE8384F, 0xF7A8B8, 0xF4C430, 0xFFF4E2, 0x7C4DB8,
                                                      0x3F6FD1, 0xF2703A, 0xC2185B, 0xB9A4E0};
    const Rgb petal = hex(kPetals[random.below(kPetals.size())]);
    const Rgb heart = random.chance(0.5) ? hex(0xE9B824) : hex(0x4A2C20);
    const int rings = 1 + static_cast<int>(random.below(4));
    const int count = 5 + static_cast<int>(random.below(8));
    const float flat = within(random, 0.7F, 1.0F);
    const float tilt = within(random, 0, kPi);
    for (int ring = 0; ring < rings; ++ring) {
        const float reach = size * (1.0F - 0.24F * real(ring));
        const float start = within(random, 0, 2 * kPi);
        for (int i = 0; i < count; ++i) {
            const float angle = start + 2.0F * kPi * (real(i) + within(random, -0.12F, 0.12F)) / real(count);
            const Rgb tint =
                changed(petal, within(random, -0.06F, 0.05F) + 0.03F * real(ring), 1.0F, within(random, -0.12F, 0.12F));
            const std::uint32_t bits = bitsFrom(random);
            const float half = 2.1F * reach / real(count) + 0.1F * reach;
            canvas.touch(around(center, size * 1.1F), [&](Vec p, Rgb &color, float &) {
                Vec q = turned(p - center, -tilt);
                q.y /= flat;
                q = turned(q, -angle);
                const float along = q.x / reach;
                if (along < 0.02F || along > 1.05F)
                    return;
                const float wide = half * std::sqrt(std::max(along * (1.02F - along), 0.0F)) * (0.9F + along);
                const float across = q.y / std::max(wide, 1e-4F);
                const float veins = noise({across * 4.0F, along * 3.0F}, bits);
                const float light = 0.1F * dot(turned({q.x, q.y}, angle), kLight) / size;
                const Rgb paint = changed(tint, light + 0.05F * veins - 0.16F * smooth(0.5F, 0.0F, along) -
                                                    0.09F * smooth(0.6F, 1.0F, std::abs(across)));
                color = blend(color, paint, canvas.cover((std::abs(across) - 1.0F) * wide));
            });
        }
    }
    for (int i = 0; i < 26; ++i) {
        const Vec at = center + direction(within(random, 0, 2 * kPi)) * (size * 0.2F * std::sqrt(within(random, 0, 1)));
        canvas.disc(at, size * 0.045F, changed(heart, within(random, -0.12F, 0.12F)));
    }
}

void drawLeaf(Canvas &canvas, Vec from, Vec to, float wide, Rgb green)
{
    const float reach = length(to - from);
    const Vec along = (to - from) * (1.0F / reach);
    canvas.touch(around((from + to) * 0.5F, 0.5F * reach + wide), [&](Vec p, Rgb &color, float &) {
        const float t = dot(p - from, along) / reach;
        const float across = cross(along, p - from);
        if (t < 0 || t > 1)
            return;
        const float half = wide * 2.0F * std::sqrt(t * (1.0F - t)) * (1.1F - 0.5F * t);
        const float vein = smooth(0.06F, 0.0F, std::abs(across) / std::max(half, 1e-4F)) * 0.1F;
        color =
            blend(color, changed(green, (across > 0 ? -0.07F : 0.05F) + vein), canvas.cover(std::abs(across) - half));
    });
}

} // namespace

void drawStillLife(Canvas &canvas, std::uint64_t seed)
{
    Random random(mixSeed(seed, 7));
    const Things &room = kRooms[static_cast<std::size_t>(seed % kRooms.size())];
    const float edge = canvas.height() * within(random, 0.52F, 0.6F);
    const float middle = 0.5F * canvas.width();
    drawTable(canvas, edge, hex(room.wall), hex(room.cloth), hex(room.stripe), random);
    constexpr std::array<std::uint32_t, 4> kGlass = {0x2F5A3A, 0x6B3A1E, 0x3A5F7A, 0x9AAE8A};
    const Rgb glass = hex(kGlass[random.below(kGlass.size())]);
    const float side = random.chance(0.5) ? 1.0F : -1.0F;
    const Vec bottle{middle + side * within(random, 0.12F, 0.25F), edge + 0.09F};
    castShadow(canvas, bottle, 0.09F, 0.05F);
    drawTurned(
        canvas, bottle, within(random, 0.46F, 0.56F),
        [](float up) { return lerp(0.15F, 0.045F, smooth(0.52F, 0.72F, up)) + (up > 0.95F ? 0.012F : 0.0F); }, 0.6F,
        0.35F, [&](float, float up) { return up > 0.16F && up < 0.4F ? hex(0xE9DFC4) : changed(glass, 0.1F * up); });
    const Vec jug{middle - side * within(random, 0.14F, 0.24F), edge + 0.07F};
    const std::uint32_t bits = bitsFrom(random);
    const Rgb clay = random.chance(0.5) ? hex(0xC77A4A) : hex(0xDDE3E6);
    const Rgb band = random.chance(0.5) ? hex(0x2F5FA8) : hex(0x6E3B22);
    castShadow(canvas, jug, 0.14F, 0.06F);
    const float tall = within(random, 0.28F, 0.36F);
    for (int i = 0; i < 20; ++i) { // the handle
        const float a = 1.4F * kPi * (real(i) / 19.0F - 0.5F) * 0.8F;
        canvas.disc(jug + Vec{-side * tall * (0.33F + 0.18F * std::cos(a)), -tall * (0.62F - 0.22F * std::sin(a))},
                    tall * 0.045F, changed(clay, -0.1F + 0.01F * real(i)));
    }
    drawTurned(
        canvas, jug, tall,
        [](float up) { return 0.24F + 0.16F * std::sin(kPi * std::pow(up, 0.8F)) - 0.1F * smooth(0.6F, 0.95F, up); },
        0.45F, 0,
        [&](float across, float up) {
            const float pattern = std::sin(14.0F * std::asin(std::clamp(across, -1.0F, 1.0F))) *
                                  smooth(0.03F, 0.0F, std::abs(up - 0.5F) - 0.06F);
            const bool stripe = std::abs(up - 0.38F) < 0.012F || std::abs(up - 0.62F) < 0.012F;
            return changed(stripe || pattern > 0.35F ? band : clay,
                           0.04F * fractal({across * 5.0F, up * 9.0F}, bits, 3));
        });
    const int fruits = 6 + static_cast<int>(random.below(4));
    for (int i = 0; i < fruits; ++i) {
        const float near = (real(i) + 0.6F) / real(fruits);
        const Vec foot{middle + canvas.width() * 0.36F * (2.0F * fraction(0.3F + 0.618F * real(i)) - 1.0F),
                       edge + 0.1F + 0.24F * near};
        drawFruit(canvas, foot, within(random, 0.055F, 0.085F) * (0.8F + 0.35F * near), random);
    }
}

void drawBouquet(Canvas &canvas, std::uint64_t seed)
{
    Random random(mixSeed(seed, 8));
    const Things &room = kRooms[static_cast<std::size_t>((seed + 3) % kRooms.size())];
    const float edge = canvas.height() * within(random, 0.74F, 0.82F);
    const Vec foot{0.5F * canvas.width() + within(random, -0.06F, 0.06F), edge + 0.1F};
    drawTable(canvas, edge, hex(room.wall), hex(room.cloth), hex(room.stripe), random);
    const Vec mouth = foot - Vec{0, 0.33F};
    const Vec heart = mouth - Vec{0, 0.22F};
    struct Bloom
    {
        Vec at;
        float size;
    };
    std::vector<Bloom> blooms;
    for (int tries = 0; tries < 400 && blooms.size() < 22; ++tries) {
        const Vec offset = direction(within(random, 0, 2 * kPi)) * std::sqrt(within(random, 0, 1));
        const Bloom bloom{heart + Vec{0.36F * offset.x, 0.29F * offset.y}, within(random, 0.05F, 0.1F)};
        bool free = true;
        for (const Bloom &other : blooms)
            free = free && length(other.at - bloom.at) > 0.62F * (other.size + bloom.size);
        if (free)
            blooms.push_back(bloom);
    }
    for (const Bloom &bloom : blooms) {
        const Rgb green = changed(hex(0x4C7A3A), within(random, -0.12F, 0.04F), 1.0F, within(random, -0.2F, 0.2F));
        canvas.line(mouth, bloom.at, 0.009F, green);
        for (int i = 0; i < 3; ++i) {
            const Vec base = mouth + (bloom.at - mouth) * within(random, 0.45F, 1.0F);
            drawLeaf(canvas, base, base + direction(within(random, -kPi, 0.3F)) * within(random, 0.08F, 0.17F), 0.02F,
                     green);
        }
    }
    castShadow(canvas, foot, 0.16F, 0.05F);
    constexpr std::array<std::uint32_t, 4> kVases = {0xE6EBEE, 0x2E4E7E, 0xB5533C, 0x5C7A70};
    const Rgb glaze = hex(kVases[random.below(kVases.size())]);
    const std::uint32_t bits = bitsFrom(random);
    drawTurned(
        canvas, foot, 0.34F,
        [](float up) {
            return 0.2F + 0.2F * std::sin(kPi * (0.1F + 0.72F * up)) - 0.1F * smooth(0.7F, 0.95F, up) +
                   0.05F * smooth(0.94F, 1.0F, up);
        },
        0.5F, 0,
        [&](float across, float up) {
            return changed(glaze, 0.12F * smooth(0.1F, 0.4F,
                                                 fractal({std::asin(std::clamp(across, -1.0F, 1.0F)) * 4.0F, up * 7.0F},
                                                         bits, 3)));
        });
    for (const Bloom &bloom : blooms)
        drawFlower(canvas, bloom.at, bloom.size, random);
    for (int i = 0; i < 6; ++i) { // fallen petals
        const Vec at{canvas.width() * within(random, 0.15F, 0.85F), edge + within(random, 0.06F, 0.2F)};
        drawBall(canvas, at, {0.022F, 0.012F}, 0.1F, [](float, float) { return hex(0xE8788A); });
    }
}

} // namespace imago::art
