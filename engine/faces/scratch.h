// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <bit>
#include <cstddef>
#include <vector>

namespace imago::faces {

/// Resizes what is kept from one picture to the next and written anew each time: its values are lost where it grows. It
/// grows to powers of two: hair a little longer than any before would else take new memory for each of its arrays and
/// leave the old to be too small for anything.
template <typename T>
void resizeScratch(std::vector<T> &scratch, std::size_t count)
{
    if (count > scratch.capacity()) {
        std::vector<T>().swap(scratch);
        scratch.reserve(std::bit_ceil(count));
    }
    scratch.resize(count);
}

} // namespace imago::faces
