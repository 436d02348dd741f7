// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/latent/point.h"

#include <bitset>
#include <cstdint>
#include <vector>

namespace imago::latent {

/// Attributes that stay as they are.
using Locks = std::bitset<PortraitAttributeCount>;

/// Neighbours of a face, for looking around: `count` points of which the first is the centre itself. Moves
/// who it is (z, and the attributes of identity, face, hair and details), never expression, pose, light or
/// backdrop, and no glasses; what is absent, like a beard, stays absent. `spread` in [0, 1]: 0 is the centre
/// again, 1 nearly other people. Inside the safe ranges unless the centre was outside. The same arguments
/// give the same points.
std::vector<Point> variations(const Point &centre, double spread, std::uint64_t seed, int count,
                              const Locks &locks = {});

/// The portrait that a seed stands for (pointFromSeed), except for what is locked.
Point randomised(const Point &point, const Locks &locks, std::uint64_t seed, double truncation);

/// The same face with a freshly drawn expression, except for what is locked.
Point randomisedExpression(const Point &point, const Locks &locks, std::uint64_t seed);

} // namespace imago::latent
