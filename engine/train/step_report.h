// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace imago::train {

/// A step's losses by name, in the order in which they are shown.
using Losses = std::vector<std::pair<std::string, double>>;

/// What the log holds of one stretch of steps.
struct StepReport
{
    std::int64_t step = 0;
    std::int64_t total = 0;
    int side = 0; ///< Of the picture, the longer one.
    Losses losses; ///< Means since the last report, each over the steps that had it.
    double learningRate = 0;
    double imagesPerSecond = 0;
    std::uint64_t drawn = 0; ///< Samples drawn for the first time so far.
};

} // namespace imago::train
