// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/art/geometry.h"

#include <cstdint>

namespace imago::art {

/// A number in [0, 1) for each point of a grid (pcg2d: Jarzynski and Olano 2020).
float gridValue(int x, int y, std::uint32_t seed);

/// Gradient noise (Perlin 2002), about -1 to 1, one feature per unit.
float noise(Vec p, std::uint32_t seed);
/// Octaves of it, each half as large and twice as fine; about -1 to 1.
float fractal(Vec p, std::uint32_t seed, int octaves = 4);
/// Sharp crests (Musgrave's ridged fractal), 0 to 1.
float ridges(Vec p, std::uint32_t seed, int octaves = 4);
/// The place moved by two fractals: for marble, wood and clouds (Perlin 1985, "turbulence").
Vec warped(Vec p, float amount, float frequency, std::uint32_t seed, int octaves = 3);

/// The cells of random points, one in each square of a grid (Worley 1996).
struct Cell
{
    Vec center;
    float edge = 0.0F;  ///< Distance to the nearest border between two cells.
    std::uint32_t id = 0; ///< The cell's own random bits.
};
/// `jitter` 0: squares; 1: wild.
Cell cellAt(Vec p, std::uint32_t seed, float jitter = 0.9F);

/// A random number of a cell, of its `which`-th kind.
float valueOf(std::uint32_t id, std::uint32_t which);

} // namespace imago::art
