// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/image.h"

namespace imago::latent {

/// Below this distance (Encoding::distance) a picture is inside the portraits' world, between the two near it.
inline constexpr double kInsideDistance = 0.35;
/// From this distance on a picture is far away from the portraits' world.
inline constexpr double kFarDistance = 0.8;

/// How much of a picture a portrait leaves unexplained: the mean error, over the whole picture, of the portrait before
/// the picture's own backdrop, as a share of the error of that backdrop alone. 0: it is the picture; 1: the backdrop
/// alone would have done as well, as for a plain colour, a landscape or noise. The backdrop is the smooth surface that
/// comes nearest to what the picture shows around the portrait; it may be lit unevenly.
/// Requires: both Rgba8 and of one size; `cutout` is transparent around the portrait.
double unexplainedShare(const Image &cutout, const Image &picture);

/// Encoding::distance by the colour error inside the portrait (Encoding::reconstruction) and the unexplained share: the
/// farther of what both say.
double distanceFromPortraits(double reconstruction, double unexplained);

} // namespace imago::latent
