// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/faces/vec.h"

namespace imago::faces {

/// A well-mixed hash of 32 bits (Wang's, as found by Ettinger's hash prospector).
template <typename U>
inline U hashed(U a)
{
    a ^= a >> 16;
    a *= 0x7feb352dU;
    a ^= a >> 15;
    a *= 0x846ca68bU;
    return a ^ (a >> 16);
}

/// A few repeatable numbers for one strand.
class StrandNoise
{
public:
    explicit StrandNoise(std::uint32_t seed)
        : m_state(seed * 0x9E3779B9U + 0x7F4A7C15U)
    {
    }
    float uniform()
    {
        m_state += 0x6D2B79F5U;
        return static_cast<float>(hashed(m_state) >> 8) * 0x1.0p-24F;
    }
    /// Near standard normal, within +-2.1.
    float normal() { return (uniform() + uniform() + uniform() - 1.5F) * 1.41F; }

private:
    std::uint32_t m_state;
};

template <typename T>
T cellNoise(typename IntOf<T>::Type x, typename IntOf<T>::Type y, typename IntOf<T>::Type z);
template <>
inline F8 cellNoise<F8>(I8 x, I8 y, I8 z)
{
    U8 h = std::bit_cast<U8>(x) * 73856093U ^ std::bit_cast<U8>(y) * 19349663U ^
           std::bit_cast<U8>(z) * 83492791U;
    h = (h ^ (h >> 15)) * 0x7feb352dU;
    h ^= h >> 13;
    return toFloat(std::bit_cast<I8>(h & 0xFFFFU)) * (1.0F / 65535.0F);
}
template <>
inline float cellNoise<float>(std::int32_t x, std::int32_t y, std::int32_t z)
{
    std::uint32_t h = static_cast<std::uint32_t>(x) * 73856093U ^ static_cast<std::uint32_t>(y) * 19349663U ^
                      static_cast<std::uint32_t>(z) * 83492791U;
    h = (h ^ (h >> 15)) * 0x7feb352dU;
    h ^= h >> 13;
    return static_cast<float>(h & 0xFFFFU) * (1.0F / 65535.0F);
}

/// Value noise (Perlin's lattice with random values), 0 to 1, one feature per unit.
template <typename T>
inline T valueNoise(T x, T y, T z)
{
    const auto ix = floorInt(x);
    const auto iy = floorInt(y);
    const auto iz = floorInt(z);
    const auto ease = [](T f) { return f * f * (3.0F - 2.0F * f); };
    const T fx = ease(x - toFloat(ix));
    const T fy = ease(y - toFloat(iy));
    const T fz = ease(z - toFloat(iz));
    const auto row = [&](auto yy, auto zz) {
        return mix(cellNoise<T>(ix, yy, zz), cellNoise<T>(ix + 1, yy, zz), fx);
    };
    const T front = mix(row(iy, iz), row(iy + 1, iz), fy);
    const T back = mix(row(iy, iz + 1), row(iy + 1, iz + 1), fy);
    return mix(front, back, fz);
}

/// Round dots, at most one in each unit cell, softly edged: 1 inside, 0 between. `density` is the share of
/// cells that have one.
template <typename T>
inline T dots(T x, T y, T z, float density)
{
    const auto ix = floorInt(x);
    const auto iy = floorInt(y);
    const auto iz = floorInt(z);
    const T size = cellNoise<T>(ix + 57, iy, iz);
    const T fx = x - toFloat(ix) - 0.32F - 0.36F * cellNoise<T>(ix, iy, iz);
    const T fy = y - toFloat(iy) - 0.32F - 0.36F * cellNoise<T>(ix, iy + 31, iz);
    const T fz = z - toFloat(iz) - 0.32F - 0.36F * cellNoise<T>(ix, iy, iz + 17);
    const T r2 = fx * fx + fy * fy + fz * fz;
    const T inside = smooth(1.0F, 0.25F, r2 * (1.0F / 0.085F));
    return select(size < density, inside * (0.5F + 0.5F * size * (1.0F / density)), T{});
}

} // namespace imago::faces
