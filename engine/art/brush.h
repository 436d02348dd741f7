// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/art/canvas.h"
#include "engine/core/random.h"

#include <functional>
#include <vector>

namespace imago::art {

/// One touch of a brush with bristles.
struct Stroke
{
    std::vector<Vec> path;
    float width = 0.02F;
    Rgb paint;
    float opacity = 1.0F;
    float streaks = 7.0F;   ///< Bristles across the brush that leave a track.
    float contrast = 0.06F; ///< Of these tracks, in lightness.
    float dry = 0.2F;       ///< How much paint is missing at the end: 0 none, 1 only the thick tracks are left.
    float relief = 0.4F;    ///< Thickness of the paint, in widths.
    float taper = 0.25F;    ///< Which share of the stroke's ends is pointed.
    std::uint32_t seed = 0;
};
void paintStroke(Canvas &canvas, const Stroke &stroke);

using ColorField = std::function<Rgb(Vec)>;
using AngleField = std::function<float(Vec)>;

/// A path of `length` through the field of directions.
std::vector<Vec> follow(Vec from, float length, const AngleField &angle, int steps = 8);

/// Covers the canvas with strokes that follow a field, brush by brush from broad to fine. Finer brushes touch only
/// where what is there differs from what is wanted (Hertzmann 1998).
struct BrushWork
{
    std::vector<float> widths = {0.06F, 0.032F, 0.018F};
    float elongation = 5.0F; ///< A stroke's length in widths.
    float hueSpread = 0.25F; ///< How much neighbouring strokes differ, in radians of hue,
    float lightSpread = 0.05F; ///< and in lightness.
    float tolerance = 0.05F; ///< What the finer brushes let stand, as a difference in OKLab.
    Stroke like;             ///< What all strokes share.
};
void paintField(Canvas &canvas, const BrushWork &work, const ColorField &wanted, const AngleField &angle,
                Random &random);

} // namespace imago::art
