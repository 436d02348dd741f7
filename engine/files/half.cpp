// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/files/half.h"

#include <bit>

namespace imago::files {

std::uint16_t toHalf(float value) noexcept
{
    const auto bits = std::bit_cast<std::uint32_t>(value);
    const auto sign = static_cast<std::uint16_t>((bits >> 16) & 0x8000U);
    const std::uint32_t magnitude = bits & 0x7FFFFFFFU;
    if (magnitude > 0x7F800000U)
        return static_cast<std::uint16_t>(sign | 0x7E00U | ((magnitude >> 13) & 0x3FFU));
    if (magnitude >= 0x47800000U) // 65536 and more
        return static_cast<std::uint16_t>(sign | 0x7C00U);

    // What is cut off, and where half of the last kept place lies, depends on whether the result is
    // subnormal.
    std::uint32_t kept = 0;
    std::uint32_t cut = 0;
    std::uint32_t halfPlace = 0;
    if (magnitude >= 0x38800000U) { // 2^-14: normal
        kept = (magnitude - 0x38000000U) >> 13;
        cut = magnitude & 0x1FFFU;
        halfPlace = 0x1000U;
    } else if (magnitude >= 0x33000000U) { // 2^-25: may round up to the smallest subnormal
        const std::uint32_t shift = 126 - (magnitude >> 23);
        const std::uint32_t mantissa = (magnitude & 0x7FFFFFU) | 0x800000U;
        kept = mantissa >> shift;
        cut = mantissa & ((1U << shift) - 1);
        halfPlace = 1U << (shift - 1);
    }
    // A carry out of the mantissa steps the exponent: just the next number, or infinity.
    if (cut > halfPlace || (cut == halfPlace && cut != 0 && (kept & 1U) != 0))
        ++kept;
    return static_cast<std::uint16_t>(sign | kept);
}

float fromHalf(std::uint16_t bits) noexcept
{
    const std::uint32_t sign = (bits & 0x8000U) << 16;
    const std::uint32_t exponent = (bits >> 10) & 0x1FU;
    const std::uint32_t mantissa = bits & 0x3FFU;
    if (exponent == 0x1F)
        return std::bit_cast<float>(sign | 0x7F800000U | (mantissa << 13));
    if (exponent != 0)
        return std::bit_cast<float>(sign | ((exponent + 112) << 23) | (mantissa << 13));
    const float magnitude = static_cast<float>(mantissa) * 0x1p-24F;
    return sign != 0 ? -magnitude : magnitude;
}

std::uint16_t toBfloat16(float value) noexcept
{
    const auto bits = std::bit_cast<std::uint32_t>(value);
    if ((bits & 0x7FFFFFFFU) > 0x7F800000U)
        return static_cast<std::uint16_t>((bits >> 16) | 0x40U);
    return static_cast<std::uint16_t>((bits + 0x7FFFU + ((bits >> 16) & 1U)) >> 16);
}

float fromBfloat16(std::uint16_t bits) noexcept
{
    return std::bit_cast<float>(static_cast<std::uint32_t>(bits) << 16);
}

} // namespace imago::files
