// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace imago::files {

/// IEEE 754 binary16. To it: round to nearest, ties to even; beyond 65504 becomes infinity; a NaN stays a
/// NaN.
std::uint16_t toHalf(float value) noexcept;
float fromHalf(std::uint16_t bits) noexcept;

/// bfloat16: a float's upper half. To it: round to nearest, ties to even; a NaN stays a NaN.
std::uint16_t toBfloat16(float value) noexcept;
float fromBfloat16(std::uint16_t bits) noexcept;

} // namespace imago::files
