// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/dataset/fit.h"
#include "engine/dataset/picture_facts.h"
#include "engine/train/leave_out.h"

#include <cstddef>
#include <functional>
#include <vector>

namespace imago::dataset {

/// Pictures that stand out among those in use, by their numbers.
struct Outliers
{
    std::vector<std::size_t> small; ///< Would be enlarged, by more than fitPicture() pads.
    std::vector<std::size_t> odd;   ///< A crop loses more than 40 % of them.
    /// The fewer of grey and coloured ones, where there are both; the grey ones where they are equally many.
    std::vector<std::size_t> rareColor;
    std::vector<std::size_t> rareAlpha; ///< So of transparent and opaque ones.
};

/// Finds them for a training at `size`, and takes those out of use that `leaveOut` names. Each kind is looked for in
/// the order above, among the pictures that are still in use then. Pre-flight and training both go by it.
Outliers takeOut(const train::LeaveOut &leaveOut, Size size, Fit fit,
                 const std::function<const PictureFacts &(std::size_t)> &facts, std::vector<bool> &use);

} // namespace imago::dataset
