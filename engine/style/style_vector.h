// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"

#include <array>
#include <cstddef>
#include <span>

namespace imago::style {

/// How many numbers a style has (Ghiasi et al. 2017, section 3).
inline constexpr std::size_t kStyleSize = 100;

/// What the prediction network reads from a painting: the style is a point of a linear space, so styles can be mixed
/// and faded. The numbers lie mostly in [-4, 4].
using StyleVector = std::array<float, kStyleSize>;

struct WeightedStyle
{
    StyleVector style{};
    double weight = 1.0; ///< Above 0; only the proportions count.
};

/// The weighted mean. Errors: BadInput for no styles, or a weight that is not a positive finite number.
Result<StyleVector> mixed(std::span<const WeightedStyle> styles);

/// `from` at 0, `to` at 1, straight in between.
StyleVector between(const StyleVector &from, const StyleVector &to, double amount);

} // namespace imago::style
