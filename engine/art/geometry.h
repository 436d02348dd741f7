// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cmath>
#include <numbers>

namespace imago::art {

inline constexpr float kPi = std::numbers::pi_v<float>;

/// A place or a direction on the canvas; x to the right, y down, lengths in shorter sides of the canvas.
struct Vec
{
    float x = 0.0F;
    float y = 0.0F;
};

inline Vec operator+(Vec a, Vec b)
{
    return {a.x + b.x, a.y + b.y};
}
inline Vec operator-(Vec a, Vec b)
{
    return {a.x - b.x, a.y - b.y};
}
inline Vec operator*(Vec a, float k)
{
    return {a.x * k, a.y * k};
}
inline float dot(Vec a, Vec b)
{
    return a.x * b.x + a.y * b.y;
}
inline float cross(Vec a, Vec b)
{
    return a.x * b.y - a.y * b.x;
}
inline float length(Vec a)
{
    return std::hypot(a.x, a.y);
}
inline Vec direction(float angle)
{
    return {std::cos(angle), std::sin(angle)};
}
inline Vec turned(Vec a, float angle)
{
    const Vec d = direction(angle);
    return {a.x * d.x - a.y * d.y, a.x * d.y + a.y * d.x};
}

/// What a float of a small whole number is.
inline float real(int value)
{
    return static_cast<float>(value);
}
/// The whole number below, for values of a canvas's range; many times as fast as std::floor.
inline int whole(float value)
{
    const int near = static_cast<int>(value);
    return near - (value < real(near) ? 1 : 0);
}
inline float clamp01(float value)
{
    return std::clamp(value, 0.0F, 1.0F);
}
inline float lerp(float a, float b, float share)
{
    return a + share * (b - a);
}
/// 0 below `low`, 1 above `high`, smooth in between; `low` may be the larger one.
inline float smooth(float low, float high, float value)
{
    const float t = clamp01((value - low) / (high - low));
    return t * t * (3.0F - 2.0F * t);
}
inline float fraction(float value)
{
    return value - real(whole(value));
}

struct Box
{
    Vec low;
    Vec high;
};

inline Box around(Vec center, float radius)
{
    return {{center.x - radius, center.y - radius}, {center.x + radius, center.y + radius}};
}

/// Distance to the segment from a to b; `along` becomes the nearest place on it, 0 at a, 1 at b.
inline float segmentDistance(Vec p, Vec a, Vec b, float &along)
{
    const Vec d = b - a;
    along = clamp01(dot(p - a, d) / std::max(dot(d, d), 1e-12F));
    return length(p - (a + d * along));
}

} // namespace imago::art
