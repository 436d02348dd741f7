// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/latent/point.h"

#include <cstddef>

namespace imago::faces {

/// How the residual latent z, 48 standard normal numbers, becomes a person. The renderer has no other source
/// of identity: no seeds, no discrete choices, so a portrait moves smoothly as z moves.
///
///   z[0..35]   the head's shape: principal components of MakeHuman's free shape keys, largest first.
///   Component i
///              moves the head by z[i] times its displacement field (resources/faces/pack.py).
///   z[36..39]  what is left and right: principal components of the asymmetry keys.
///   z[40..42]  clothes: hue, saturation, lightness.
///   z[43]      neckline, from high and round to low and pointed.
///   z[44]      blush.
///   z[45]      the lips' own colour, from pale to rosy.
///   z[46]      how frizzy the hair is.
///   z[47]      glasses, from rectangular and dark to round and light.
inline constexpr std::size_t kShapeSize = 36;
static_assert(kShapeSize == latent::kAsymmetryAt);
enum Appearance : std::size_t {
    ClothesHue = 40,
    ClothesSaturation,
    ClothesLightness,
    Neckline,
    Blush,
    LipTint,
    HairFrizz,
    GlassesStyle
};
static_assert(GlassesStyle + 1 == latent::kIdentitySize);

/// The shape's coefficients, held back softly where all of them together would leave what people look like:
/// up to a length of 7 (95 % of a normal population stays below) nothing changes, beyond it grows to 9 at
/// most.
latent::Identity restrained(const latent::Identity &z);

/// Where a standard normal number stands in its population, 0 to 1.
float share(float z);

} // namespace imago::faces
