// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>

namespace imago::faces {

inline constexpr float kPi = 3.14159265F;

/// Eight numbers that the processor works on at once (GCC and clang vector extension); a comparison gives a
/// mask of -1 and 0 and `mask ? a : b` chooses lane by lane. On a machine without AVX the compiler splits
/// them.
using F8 = float __attribute__((vector_size(32)));
using I8 = std::int32_t __attribute__((vector_size(32)));
using U8 = std::uint32_t __attribute__((vector_size(32)));
/// A vertex's interpolated values in one cache line.
using F16 = float __attribute__((vector_size(64)));
inline constexpr std::size_t kLanes = 8;

inline constexpr F8 kLane = {0, 1, 2, 3, 4, 5, 6, 7};

/// A number for every lane, or just the number: what lets one formula serve both.
template <typename T>
inline T all(float x)
{
    return T{} + x;
}

inline float select(bool mask, float a, float b)
{
    return mask ? a : b;
}
inline F8 select(I8 mask, F8 a, F8 b)
{
    return mask ? a : b;
}

template <typename T>
inline T least(T a, T b)
{
    return select(a < b, a, b);
}
template <typename T>
inline T most(T a, T b)
{
    return select(a > b, a, b);
}
template <typename T>
inline T within(T x, float low, float high)
{
    return least(most(x, all<T>(low)), all<T>(high));
}
/// Clamped to [0, 1].
template <typename T>
inline T sat(T x)
{
    return within(x, 0.0F, 1.0F);
}
/// Hermite step from a (0) to b (1); a may be the larger.
template <typename T>
inline T smooth(float a, float b, T x)
{
    const T t = sat((x - a) * (1.0F / (b - a)));
    return t * t * (3.0F - 2.0F * t);
}
template <typename T>
inline T mix(T a, T b, T t)
{
    return a + (b - a) * t;
}
template <typename T>
inline T mix(float a, float b, T t)
{
    return a + (b - a) * t;
}
inline float mix(float a, float b, float t)
{
    return a + (b - a) * t;
}

inline float root(float x)
{
    return std::sqrt(x);
}
inline F8 root(F8 x)
{
    F8 result;
    for (std::size_t i = 0; i < kLanes; ++i)
        result[i] = std::sqrt(x[i]);
    return result;
}
inline float magnitude(float x)
{
    return std::fabs(x);
}
inline F8 magnitude(F8 x)
{
    return std::bit_cast<F8>(std::bit_cast<I8>(x) & 0x7FFFFFFF);
}

inline I8 floorInt(F8 x)
{
    const I8 whole = __builtin_convertvector(x, I8);
    return whole + (__builtin_convertvector(whole, F8) > x); // a mask is -1
}
inline std::int32_t floorInt(float x)
{
    const auto whole = static_cast<std::int32_t>(x);
    return whole - (static_cast<float>(whole) > x ? 1 : 0);
}
inline F8 toFloat(I8 x)
{
    return __builtin_convertvector(x, F8);
}
inline float toFloat(std::int32_t x)
{
    return static_cast<float>(x);
}
inline float toFloat(std::size_t x)
{
    return static_cast<float>(x);
}
inline std::size_t toIndex(int x)
{
    return static_cast<std::size_t>(x);
}

template <typename T>
struct IntOf
{
    using Type = std::int32_t;
};
template <>
struct IntOf<F8>
{
    using Type = I8;
};

/// 2 to the x; relative error under 4e-6.
template <typename T>
inline T exp2Fast(T x)
{
    using I = typename IntOf<T>::Type;
    x = within(x, -126.0F, 126.0F);
    const I whole = floorInt(x);
    const T f = x - toFloat(whole);
    const T p = 1.0F + f * (0.69315308F +
                            f * (0.24015361F + f * (0.05582631F + f * (0.00898934F + f * 0.00187757F))));
    return p * std::bit_cast<T>((whole + 127) << 23);
}
/// Logarithm to base 2 of a positive number; absolute error under 2e-5.
template <typename T>
inline T log2Fast(T x)
{
    using I = typename IntOf<T>::Type;
    const I bits = std::bit_cast<I>(x);
    const I exponent = ((bits >> 23) & 255) - 127;
    const T m = std::bit_cast<T>((bits & 0x007FFFFF) | 0x3F800000) - 1.0F;
    const T p =
        m *
        (1.44254494F +
         m * (-0.71814525F + m * (0.45754323F + m * (-0.27735358F + m * (0.12191826F + m * -0.02652463F)))));
    return toFloat(exponent) + p;
}
template <typename T>
inline T powFast(T x, float power)
{
    return exp2Fast(log2Fast(most(x, all<T>(1e-12F))) * power);
}
/// exp(-d^2 / (2 s^2)).
template <typename T>
inline T bell(T d, float s)
{
    return exp2Fast(d * d * (-0.72134752F / (s * s)));
}
/// Sine of any moderate angle; absolute error under 2e-4.
template <typename T>
inline T sinFast(T x)
{
    const T turns = x * (0.5F / kPi);
    const T t = turns - toFloat(floorInt(turns + 0.5F)); // -0.5 to 0.5
    const T y = t * (8.0F - 16.0F * magnitude(t));
    return y * (0.775F + 0.225F * magnitude(y));
}
template <typename T>
inline T cosFast(T x)
{
    return sinFast(x + 0.5F * kPi);
}

template <typename T>
struct Vec
{
    T x{}, y{}, z{};

    Vec operator+(const Vec &o) const { return {x + o.x, y + o.y, z + o.z}; }
    Vec operator-(const Vec &o) const { return {x - o.x, y - o.y, z - o.z}; }
    Vec operator*(T s) const { return {x * s, y * s, z * s}; }
    Vec operator*(const Vec &o) const { return {x * o.x, y * o.y, z * o.z}; }
    Vec &operator+=(const Vec &o) { return *this = *this + o; }
};
using V3 = Vec<float>;
using V8 = Vec<F8>;

template <typename T>
inline T dot(const Vec<T> &a, const Vec<T> &b)
{
    return a.x * b.x + a.y * b.y + a.z * b.z;
}
template <typename T>
inline Vec<T> cross(const Vec<T> &a, const Vec<T> &b)
{
    return {a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x};
}
template <typename T>
inline T length(const Vec<T> &a)
{
    return root(dot(a, a));
}
template <typename T>
inline Vec<T> unit(const Vec<T> &a)
{
    return a * (1.0F / root(dot(a, a) + 1e-20F));
}
template <typename T>
inline Vec<T> mix(const Vec<T> &a, const Vec<T> &b, T t)
{
    return a + (b - a) * t;
}
inline V8 spread(const V3 &a)
{
    return {all<F8>(a.x), all<F8>(a.y), all<F8>(a.z)};
}

struct Rotation
{
    V3 rows[3] = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};

    V3 operator*(const V3 &p) const { return {dot(rows[0], p), dot(rows[1], p), dot(rows[2], p)}; }
    Rotation operator*(const Rotation &o) const;
    Rotation transposed() const;
};
/// Radians: first nod (x), then turn (y), then tilt (z).
Rotation rotation(float yaw, float pitch, float roll);

inline Rotation Rotation::operator*(const Rotation &o) const
{
    Rotation result;
    for (std::size_t i = 0; i < 3; ++i)
        result.rows[i] = o.rows[0] * rows[i].x + o.rows[1] * rows[i].y + o.rows[2] * rows[i].z;
    return result;
}
inline Rotation Rotation::transposed() const
{
    return {{{rows[0].x, rows[1].x, rows[2].x},
             {rows[0].y, rows[1].y, rows[2].y},
             {rows[0].z, rows[1].z, rows[2].z}}};
}
inline Rotation rotation(float yaw, float pitch, float roll)
{
    const float cy = std::cos(yaw), sy = std::sin(yaw);
    const float cp = std::cos(pitch), sp = std::sin(pitch);
    const float cr = std::cos(roll), sr = std::sin(roll);
    const Rotation turn{{{cy, 0, sy}, {0, 1, 0}, {-sy, 0, cy}}};
    const Rotation nod{{{1, 0, 0}, {0, cp, -sp}, {0, sp, cp}}};
    const Rotation tilt{{{cr, -sr, 0}, {sr, cr, 0}, {0, 0, 1}}};
    return tilt * (turn * nod);
}

} // namespace imago::faces
