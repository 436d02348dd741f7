// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

namespace imago::dataset {

/// `wanted` of the `count` numbers from `first` on, evenly spread and in their order; all where they are fewer.
inline std::vector<std::size_t> evenSpread(std::size_t first, std::size_t count, std::size_t wanted)
{
    std::vector<std::size_t> numbers(std::min(count, wanted));
    for (std::size_t i = 0; i < numbers.size(); ++i)
        numbers[i] = first + i * count / numbers.size();
    return numbers;
}

} // namespace imago::dataset
