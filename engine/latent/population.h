// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/random.h"
#include "engine/latent/point.h"

namespace imago::latent {

/// How attributes go together when people are drawn.
enum class Coupling {
    Natural,    ///< As in a crowd: beards on men, grey with age, dark hair with dark skin. For randomising.
    Independent ///< Nearly every attribute on its own, so that nothing can be guessed from anything else. For
                ///< training and for measuring.
};

/// Draws one portrait: attributes and a standard normal identity.
Point samplePoint(Random &random, Coupling coupling);

/// The portrait that a seed stands for: Natural attributes, identity scaled by `truncation` (0 is the mean face,
/// 1 the population; range 0 to 1.5). The same on every call.
Point pointFromSeed(std::uint64_t seed, double truncation);

/// Replaces the expression alone by a freshly drawn one.
void sampleExpression(Point &point, Random &random);

} // namespace imago::latent
