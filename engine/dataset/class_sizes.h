// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/dataset/dataset.h"

#include <cstddef>
#include <span>
#include <vector>

namespace imago::dataset {

/// A class of fewer pictures is small. A model with classes is searched for sliders inside them, that is without each
/// class's mean, and the mean of n pictures takes 1/n of all that varies along: of 10 a tenth, of one everything.
inline constexpr std::size_t kFewInClass = 10;

/// How many pictures each class has, in the order of classNames().
std::vector<std::size_t> classSizes(const Dataset &dataset);

/// Whether the classes are too small to be learned: the median of those that have a picture is below kFewInClass.
bool areClassesSmall(std::span<const std::size_t> sizes);

} // namespace imago::dataset
