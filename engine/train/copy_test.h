// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/train/feature_table.h"

#include <cstdint>

namespace imago::train {

/// The outcome of the three-sample test for data copying (Meehan, Chaudhuri and Dasgupta 2020, "A Non-Parametric Test
/// to Detect Data-Copying in Generative Models", section 4).
struct CopyTest
{
    /// C_T: how much farther from the training pictures samples lie than held-out pictures do, in standard deviations.
    /// Near 0 is right; far below, samples lie nearer than pictures from the same source ever do: they are copies. Far
    /// above, the model underfits.
    double statistic = 0;
    std::size_t cells = 0; ///< Regions of the space that took part.

    /// What the paper calls data copying: three deviations.
    bool copies() const noexcept { return statistic < kCopying; }
    static constexpr double kCopying = -3.0;
};

/// Compares within up to 10 cells of a k-means partition of the training pictures, weighted by their share of held-out
/// pictures; a cell of fewer than 20 samples or 10 held-out pictures does not take part. Equal input gives the same
/// outcome. Cells 0: too few pictures to tell.
/// Requires: equal sizes; training is not empty.
CopyTest copyTest(const FeatureTable &training, const FeatureTable &heldOut, const FeatureTable &samples,
                  std::uint64_t seed);

} // namespace imago::train
