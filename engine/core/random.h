// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace imago {

/// Mixes two numbers into one well-spread seed (SplitMix64's finaliser).
/// Use it to give each sample of a series its own independent stream: mixSeed(seed, index).
std::uint64_t mixSeed(std::uint64_t seed, std::uint64_t stream) noexcept;

/// xoshiro256** (Blackman and Vigna 2018). The same seed gives the same numbers on every machine;
/// normal() and beta-like draws go through libm and are the same on one machine and build.
class Random
{
public:
    explicit Random(std::uint64_t seed) noexcept;

    std::uint64_t next() noexcept;
    /// In [0, 1), 53 bits.
    double uniform() noexcept;
    double uniform(double low, double high) noexcept { return low + (high - low) * uniform(); }
    /// In [0, count). Requires: count > 0.
    std::uint64_t below(std::uint64_t count) noexcept;
    bool chance(double probability) noexcept { return uniform() < probability; }
    /// Standard normal (Box-Muller; two uniforms a draw, no hidden state).
    double normal() noexcept;

private:
    std::uint64_t m_state[4];
};

} // namespace imago
