// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/random.h"

#include <bit>
#include <cmath>
#include <numbers>

namespace imago {

namespace {

std::uint64_t splitMix(std::uint64_t &state) noexcept
{
    state += 0x9E3779B97F4A7C15ULL;
    std::uint64_t z = state;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
}

} // namespace

std::uint64_t mixSeed(std::uint64_t seed, std::uint64_t stream) noexcept
{
    std::uint64_t state = seed;
    state = splitMix(state) ^ (stream * 0xD1342543DE82EF95ULL);
    return splitMix(state);
}

Random::Random(std::uint64_t seed) noexcept
{
    for (std::uint64_t &word : m_state)
        word = splitMix(seed);
}

std::uint64_t Random::next() noexcept
{
    const std::uint64_t result = std::rotl(m_state[1] * 5, 7) * 9;
    const std::uint64_t shifted = m_state[1] << 17;
    m_state[2] ^= m_state[0];
    m_state[3] ^= m_state[1];
    m_state[1] ^= m_state[2];
    m_state[0] ^= m_state[3];
    m_state[2] ^= shifted;
    m_state[3] = std::rotl(m_state[3], 45);
    return result;
}

double Random::uniform() noexcept
{
    return static_cast<double>(next() >> 11) * 0x1.0p-53;
}

std::uint64_t Random::below(std::uint64_t count) noexcept
{
    // Rejection keeps it exactly uniform: values under `floor` would favour small results.
    const std::uint64_t floor = (0 - count) % count;
    std::uint64_t value = next();
    while (value < floor)
        value = next();
    return value % count;
}

double Random::normal() noexcept
{
    const double radius = std::sqrt(-2.0 * std::log(1.0 - uniform()));
    return radius * std::cos(2.0 * std::numbers::pi * uniform());
}

} // namespace imago
