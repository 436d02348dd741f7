// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/art/canvas.h"
#include "engine/core/random.h"

#include <cstdint>

namespace imago::art {

/// The light of an hour and a season.
struct Mood
{
    Rgb zenith;
    Rgb horizon;
    Rgb cloud;
    Rgb sun;
    Rgb far;
    Rgb near;
    Rgb leaf;
    Rgb grass;
    Rgb earth;
    Rgb water;
};
/// One of several; which, is the seed's choice.
Mood moodOf(std::uint64_t seed);

/// Sky with clouds and the sun; `horizon` is its lower end.
struct Sky
{
    Mood mood;
    Vec sun;
    float horizon = 0.6F;
    float cloudiness = 0.5F;
    std::uint32_t seed = 0;

    Rgb at(Vec p) const;
};
Sky makeSky(const Mood &mood, float width, float horizon, Random &random);

/// Trees that stand at `foot`, lit from the left.
void drawConifer(Canvas &canvas, Vec foot, float height, Rgb leaf, Random &random);
void drawBroadleaf(Canvas &canvas, Vec foot, float height, Rgb leaf, Rgb bark, Random &random);

/// Uniform in [low, high), as a float.
float within(Random &random, float low, float high);
/// Bits for noise.
std::uint32_t bitsFrom(Random &random);

} // namespace imago::art
