// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dataset/class_sizes.h"

#include <algorithm>
#include <iterator>

namespace imago::dataset {

std::vector<std::size_t> classSizes(const Dataset &dataset)
{
    std::vector<std::size_t> sizes(dataset.classNames().size(), 0);
    for (std::size_t i = 0; i < dataset.size(); ++i) {
        if (const int index = dataset.classIndex(i); index >= 0)
            ++sizes[static_cast<std::size_t>(index)];
    }
    return sizes;
}

bool areClassesSmall(std::span<const std::size_t> sizes)
{
    std::vector<std::size_t> some;
    std::ranges::copy_if(sizes, std::back_inserter(some), [](std::size_t size) { return size > 0; });
    if (some.empty())
        return false;
    std::ranges::sort(some);
    return some[some.size() / 2] + some[(some.size() - 1) / 2] < 2 * kFewInClass;
}

} // namespace imago::dataset
