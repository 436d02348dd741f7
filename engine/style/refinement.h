// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/image.h"
#include "engine/style/style.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace imago::style {

/// Where Refinement::strokeSide changes nothing, and the boldest.
inline constexpr int kOwnStrokeSide = 512;
inline constexpr int kLeastStrokeSide = 64;

/// The longer side up to which a picture is optimised; what is finer than that comes from the networks at once.
inline constexpr int kRefinedSide = 1024;

/// How a photo is to be refined (StyleModel::refine).
struct Refinement
{
    std::vector<WeightedStyle> styles; ///< Mixed by weight; each must be one that canBeRefined().

    /// 0 leaves the photo's own colours and textures, 1 takes all of the styles'.
    double strength = 1.0;

    /// What wins where both can't be had: at 0 the painting's brush, at 1 the photo's shapes.
    double structure = 0.5;

    /// Strokes as large as they are in a picture of so many pixels; at kOwnStrokeSide they have the size that they have
    /// in the painting, at half of it they are twice as large. Nothing: the painting's own.
    std::optional<int> strokeSide;

    /// White (and opaque) where the photo's shapes are to be kept more than elsewhere, as faces are. Any size with the
    /// photo's proportions.
    std::optional<Image> protection;
    double protectionStrength = 0.5; ///< 0: the mask does nothing; 1: what it covers hardly changes its shape.

    int longestSide = kRefinedSide; ///< How far the picture is optimised, in pixels of its longer side.

    std::uint64_t seed = 1; ///< Of the small shifts that keep the network's grid out of the picture.
    int threads = 1;        ///< Changes no pixel.
};

} // namespace imago::style
