// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/image.h"
#include "engine/core/random.h"
#include "engine/files/image_file.h"
#include "engine/files/resample.h"

#include <cstdint>
#include <filesystem>

namespace imago::test {

/// A picture of soft blobs that depends on its seed: any two look different.
inline Image blobs(std::uint64_t seed, Size size = {48, 48}, bool grey = false)
{
    Random random(seed);
    Image small({6, 6});
    for (std::size_t i = 0; i < small.bytes().size(); i += 4) {
        for (std::size_t channel = 0; channel < 3; ++channel)
            small.bytes()[i + channel] =
                grey && channel > 0 ? small.bytes()[i] : static_cast<std::uint8_t>(random.below(256));
        small.bytes()[i + 3] = 255;
    }
    return files::resample(small, size);
}

inline void save(const std::filesystem::path &path, const Image &picture)
{
    std::filesystem::create_directories(path.parent_path());
    if (!files::writeImage(path, picture))
        throw std::runtime_error("cannot write " + path.string());
}

} // namespace imago::test
