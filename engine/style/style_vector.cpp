// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/style/style_vector.h"

#include <cmath>

namespace imago::style {

Result<StyleVector> mixed(std::span<const WeightedStyle> styles)
{
    if (styles.empty())
        return fail(ErrorCode::BadInput, "there is no style to paint in");
    std::array<double, kStyleSize> sum{};
    double total = 0;
    for (const WeightedStyle &each : styles) {
        if (!std::isfinite(each.weight) || each.weight <= 0)
            return fail(ErrorCode::BadInput, "a style's weight must be a number above 0");
        for (std::size_t i = 0; i < kStyleSize; ++i)
            sum[i] += each.weight * static_cast<double>(each.style[i]);
        total += each.weight;
    }
    StyleVector mean{};
    for (std::size_t i = 0; i < kStyleSize; ++i)
        mean[i] = static_cast<float>(sum[i] / total);
    return mean;
}

StyleVector between(const StyleVector &from, const StyleVector &to, double amount)
{
    StyleVector result{};
    for (std::size_t i = 0; i < kStyleSize; ++i)
        result[i] = static_cast<float>((1.0 - amount) * static_cast<double>(from[i]) +
                                       amount * static_cast<double>(to[i]));
    return result;
}

} // namespace imago::style
