// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/faces/vec.h"
#include "engine/latent/point.h"

namespace imago::faces {

/// A point of the latent space in the words of the drawing: every number that geometry and paint need.
/// Colours are linear light.
struct Person
{
    latent::Attributes a{}; ///< Inside their ranges.
    latent::Identity z{};   ///< Inside [-4, 4], the shape restrained.

    float feminine = 0, masculine = 0; ///< 0 to 1, how far the gender slider is on either side.
    float adult = 1;                   ///< 0 for a child, 1 from about 20.
    float childlike = 0;               ///< 1 at 6 years, 0 from 16.
    float old = 0;                     ///< 0 until 40, 1 from 85.
    float wrinkles = 0;                ///< Age's and the slider's together, 0 to 1.3.
    float african = 0, asian = 0, european = 1;

    V3 skin, lips, hair, brow, beard, iris, clothes, frame;
    V3 hairBefore, beardBefore;        ///< Without grey.
    V3 silver{0.40F, 0.40F, 0.41F};    ///< What they turn to,
    float hairGrey = 0, beardGrey = 0; ///< how far; some strands are ahead of others.
    float melanin = 0;                 ///< 0 lightest to 1 deepest.
    float redness = 1;                 ///< How much blood shows.
    float browWidth = 1;               ///< Of the mean brow.
    float shave = 0;                   ///< The shadow that grown men keep after shaving, 0 to 1.
    float lashes = 1;                  ///< Length.
    float recede = 0;                  ///< Of the hair line: the slider's, less in children and women.
    float frizz = 0;
    float blush = 0;
    float gloss = 0.5F;
    float neckline = 0;     ///< 0 high and round to 1 low and pointed.
    float glassesStyle = 0; ///< 0 rectangular to 1 round.

    float yaw = 0, pitch = 0, roll = 0;         ///< Radians.
    float lightAzimuth = 0, lightElevation = 0; ///< Radians.
};

Person describe(const latent::Point &point);

} // namespace imago::faces
