// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/latent/point.h"

#include <array>
#include <cstdint>

namespace imago::train {

inline constexpr int kPortraitSide = 128;
inline constexpr int kPartsSide = 64;
inline constexpr std::size_t kLandmarks = 48;

/// One labelled portrait as the trainer's cache holds it. Samples 2n and 2n + 1 are a pair.
struct PortraitSample
{
    latent::Attributes attributes;
    latent::Identity z;
    /// The one attribute in which the second of a pair differs from the first; -1 where the two are strangers.
    std::int32_t changed;
    /// Where the head's features are (faces::Drawing::landmarks): x to the right and y down, -1 to 1 in the picture.
    std::array<std::array<float, 2>, kLandmarks> landmarks;
    /// And where the same places of the head's other side are (faces::Drawing::opposites).
    std::array<std::array<float, 2>, kLandmarks> opposites;
    /// Colour premultiplied by alpha, rows from the top.
    std::array<std::uint8_t, std::size_t{4} * kPortraitSide * kPortraitSide> rgba;
    /// faces::Part of every second pixel in both directions.
    std::array<std::uint8_t, std::size_t{1} * kPartsSide * kPartsSide> parts;
};

} // namespace imago::train
