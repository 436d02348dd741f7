// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/art/noise.h"

#include <array>
#include <limits>

namespace imago::art {

namespace {

struct Bits
{
    std::uint32_t a;
    std::uint32_t b;
};

Bits gridBits(int x, int y, std::uint32_t seed)
{
    std::uint32_t a = static_cast<std::uint32_t>(x) + seed * 0x9E3779B9U;
    std::uint32_t b = static_cast<std::uint32_t>(y) ^ (seed * 0x85EBCA6BU + 0x27220A95U);
    a = a * 1664525U + 1013904223U;
    b = b * 1664525U + 1013904223U;
    a += b * 1664525U;
    b += a * 1664525U;
    a ^= a >> 16;
    b ^= b >> 16;
    a += b * 1664525U;
    b += a * 1664525U;
    return {a ^ a >> 16, b ^ b >> 16};
}

float unit(std::uint32_t bits)
{
    return static_cast<float>(bits >> 8) * 0x1.0p-24F;
}

float ease(float t)
{
    return t * t * t * (t * (t * 6.0F - 15.0F) + 10.0F);
}

float gradient(int x, int y, std::uint32_t seed, Vec offset)
{
    constexpr float d = 0.70710678F;
    constexpr std::array<Vec, 8> kDirections = {
        {{1, 0}, {d, d}, {0, 1}, {-d, d}, {-1, 0}, {-d, -d}, {0, -1}, {d, -d}}};
    return dot(kDirections[gridBits(x, y, seed).a & 7U], offset);
}

} // namespace

float gridValue(int x, int y, std::uint32_t seed)
{
    return unit(gridBits(x, y, seed).a);
}

float noise(Vec p, std::uint32_t seed)
{
    const int x = whole(p.x);
    const int y = whole(p.y);
    const Vec f{p.x - real(x), p.y - real(y)};
    const float u = ease(f.x);
    const float top = lerp(gradient(x, y, seed, f), gradient(x + 1, y, seed, {f.x - 1, f.y}), u);
    const float bottom =
        lerp(gradient(x, y + 1, seed, {f.x, f.y - 1}), gradient(x + 1, y + 1, seed, {f.x - 1, f.y - 1}), u);
    return 1.5F * lerp(top, bottom, ease(f.y));
}

float fractal(Vec p, std::uint32_t seed, int octaves)
{
    float sum = 0.0F;
    float size = 0.5F;
    for (int i = 0; i < octaves; ++i) {
        sum += size * noise(p, seed + static_cast<std::uint32_t>(i) * 101U);
        p = turned(p * 2.03F, 0.5F); // turned, so that the grids do not line up
        size *= 0.5F;
    }
    return 1.3F * sum;
}

float ridges(Vec p, std::uint32_t seed, int octaves)
{
    float sum = 0.0F;
    float size = 0.5F;
    float previous = 1.0F;
    for (int i = 0; i < octaves; ++i) {
        float crest = 1.0F - std::abs(noise(p, seed + static_cast<std::uint32_t>(i) * 101U));
        crest *= crest;
        sum += crest * size * previous;
        previous = crest;
        p = turned(p * 2.07F, 0.5F);
        size *= 0.5F;
    }
    return clamp01(1.2F * sum);
}

Vec warped(Vec p, float amount, float frequency, std::uint32_t seed, int octaves)
{
    const Vec q = p * frequency;
    return p + Vec{fractal(q, seed + 7U, octaves), fractal(q + Vec{5.2F, 1.3F}, seed + 19U, octaves)} * amount;
}

Cell cellAt(Vec p, std::uint32_t seed, float jitter)
{
    const int column = whole(p.x);
    const int row = whole(p.y);
    const auto center = [&](int x, int y, std::uint32_t *id) {
        const Bits bits = gridBits(x, y, seed);
        if (id != nullptr)
            *id = bits.a ^ bits.b * 0x9E3779B9U;
        return Vec{real(x) + 0.5F + jitter * (unit(bits.a) - 0.5F), real(y) + 0.5F + jitter * (unit(bits.b) - 0.5F)};
    };
    Cell cell;
    float least = std::numeric_limits<float>::max();
    for (int y = row - 1; y <= row + 1; ++y) {
        for (int x = column - 1; x <= column + 1; ++x) {
            std::uint32_t id = 0;
            const Vec c = center(x, y, &id);
            const float distance = dot(p - c, p - c);
            if (distance < least) {
                least = distance;
                cell.center = c;
                cell.id = id;
            }
        }
    }
    cell.edge = std::numeric_limits<float>::max();
    const int homeX = whole(cell.center.x);
    const int homeY = whole(cell.center.y);
    for (int y = homeY - 2; y <= homeY + 2; ++y) {
        for (int x = homeX - 2; x <= homeX + 2; ++x) {
            const Vec c = center(x, y, nullptr);
            const Vec between = c - cell.center;
            const float apart = length(between);
            if (apart > 1e-5F)
                cell.edge = std::min(cell.edge, dot((cell.center + c) * 0.5F - p, between) / apart);
        }
    }
    return cell;
}

float valueOf(std::uint32_t id, std::uint32_t which)
{
    return unit(gridBits(static_cast<int>(id), static_cast<int>(which), 0x51ED270BU).b);
}

} // namespace imago::art
