// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/image.h"

#include <array>
#include <cstdint>
#include <vector>

namespace imago::video {

/// The colours of a GIF. Collects what frames show, then chooses.
class GifPalette
{
public:
    static constexpr int kColors = 255;
    static constexpr int kTransparent = 255; ///< The entry after the colours.

    GifPalette();

    /// Rgba8.
    void add(const Image &frame);
    /// After all add(): cuts the colours' space at its medians (Heckbert 1982), then moves each colour to the mean of
    /// what is nearest to it (Lloyd 1982).
    void choose();

    /// The palette's entry for each pixel, dithered. Requires: choose().
    std::vector<std::uint8_t> indices(const Image &frame);
    /// 0xAARRGGBB; 256 of them.
    const std::vector<std::uint32_t> &entries() const noexcept { return m_entries; }

private:
    struct Bin
    {
        std::array<double, 3> sum{};
        double count = 0;
    };
    struct Sample
    {
        std::array<float, 3> color{};
        double count = 0;
    };

    int nearest(const std::array<float, 3> &color) const;

    std::vector<Bin> m_bins;
    std::vector<std::array<float, 3>> m_colors;
    std::vector<std::uint32_t> m_entries;
    std::vector<std::int16_t> m_known; ///< Nearest entry by the upper bits of a color; -1: not asked yet.
};

} // namespace imago::video
