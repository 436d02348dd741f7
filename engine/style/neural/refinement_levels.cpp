// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/style/neural/refinement_levels.h"

#include "engine/style/neural/tiles.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace imago::style::neural {

namespace {

constexpr std::array kSides = {256, 512, 1024, 2048};
constexpr double kWorthALevel = 1.3; // a level below the last one is at least this much smaller
constexpr int kFirstSteps = 60;      // at kSides[0]
constexpr double kStepsFall = 1.32;  // with this power of the side
constexpr int kLeastSteps = 8;

} // namespace

std::vector<RefinementLevel> refinementLevels(Size photo, int longestSide)
{
    const int last = std::max(kLeastTiledSide, std::min(longestSide, std::max(photo.width, photo.height)));
    std::vector<RefinementLevel> levels;
    for (const int side : kSides) {
        if (kWorthALevel * side <= last)
            levels.push_back({side, 0});
    }
    levels.push_back({last, 0});
    for (RefinementLevel &level : levels) {
        const double share = std::pow(static_cast<double>(kSides[0]) / level.side, kStepsFall);
        level.steps = std::clamp(static_cast<int>(std::lround(kFirstSteps * share)), kLeastSteps, kFirstSteps);
    }
    return levels;
}

} // namespace imago::style::neural
