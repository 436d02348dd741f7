// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/image.h"

#include <vector>

namespace imago::style::neural {

/// A size in which a picture is refined before it is enlarged.
struct RefinementLevel
{
    int side = 0;  ///< Of the longer side, in pixels.
    int steps = 0; ///< Of every tile.

    /// How long it takes beside other levels.
    double cost() const { return static_cast<double>(steps) * side * side; }
};

/// From coarse to fine, the larger the fewer steps; the last one is the photo's size, but at least kLeastTiledSide and
/// at most `longestSide`.
std::vector<RefinementLevel> refinementLevels(Size photo, int longestSide);

} // namespace imago::style::neural
