// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>

namespace imago {

/// The two matrices of OKLab, row by row (Ottosson 2020, "A perceptual color space for image processing"):
/// from linear sRGB light to the cones' answers, and from their cube roots to L, a and b.
inline constexpr std::array<float, 9> kOklabCones = {0.4122214708F, 0.5363325363F, 0.0514459929F,
                                                     0.2119034982F, 0.6806995451F, 0.1073969566F,
                                                     0.0883024619F, 0.2817188376F, 0.6299787005F};
inline constexpr std::array<float, 9> kOklabFromRoots = {0.2104542553F, 0.7936177850F,  -0.0040720468F,
                                                         1.9779984951F, -2.4285922050F, 0.4505937099F,
                                                         0.0259040371F, 0.7827717662F,  -0.8086757660F};

} // namespace imago
