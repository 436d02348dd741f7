// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/image.h"

#include <algorithm>
#include <cstdint>

namespace imago::test {

/// Waves and rings in integers, opaque: the picture that resources/styles/pack.py gives to the reference networks.
inline Image procedural(Size size, int seed)
{
    Image image(size);
    const auto folded = [](int value) {
        const int low = value & 511; // also for negative ones
        return std::min(low, 511 - low);
    };
    for (int y = 0; y < size.height; ++y) {
        std::uint8_t *row = image.row(y);
        for (int x = 0; x < size.width; ++x, row += 4) {
            for (int c = 0; c < 3; ++c) {
                const int wave = x * (3 + c + seed) + y * (5 - c) + (x * y) / (24 + 8 * c + 4 * seed);
                const int ring = ((x - 80) * (x - 80) + (y - 60) * (y - 60)) / (40 + 16 * c);
                row[c] = static_cast<std::uint8_t>((2 * folded(wave) + folded(ring)) / 3);
            }
            row[3] = 255;
        }
    }
    return image;
}

} // namespace imago::test
