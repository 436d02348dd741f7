// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace imago::train {

/// What a network sees in pictures: `size` numbers for each.
struct FeatureTable
{
    std::size_t size = 0;
    std::vector<float> values; ///< count() times size.

    std::size_t count() const noexcept { return size == 0 ? 0 : values.size() / size; }
    std::span<const float> operator[](std::size_t picture) const noexcept
    {
        return std::span(values).subspan(picture * size, size);
    }
    /// The pictures of these numbers.
    FeatureTable picked(std::span<const std::size_t> pictures) const
    {
        FeatureTable result{size, {}};
        result.values.reserve(pictures.size() * size);
        for (const std::size_t picture : pictures)
            result.values.insert(result.values.end(), (*this)[picture].begin(), (*this)[picture].end());
        return result;
    }
};

} // namespace imago::train
