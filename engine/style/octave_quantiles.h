// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/style/style_statistics.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace imago::style {

/// The octaves and what remains, each with three colours.
template <typename Value>
using OfOctaveColours = std::array<std::array<Value, 3>, kStatisticsOctaves + 1>;

/// Where the values of each octave's colours lie.
struct OctaveRanges
{
    OfOctaveColours<double> mean{};
    OfOctaveColours<double> deviation{};
};

/// How often which values occur in the octaves of a picture.
class OctaveHistograms
{
public:
    explicit OctaveHistograms(const OctaveRanges &ranges);

    void add(std::size_t octave, std::size_t colour, std::span<const float> values);
    OctaveHistograms &operator+=(const OctaveHistograms &other);
    /// As OctaveMoments::quantiles.
    std::vector<float> quantiles() const;

private:
    OctaveRanges m_ranges;
    OfOctaveColours<std::vector<std::uint32_t>> m_counts;
};

/// Curves that give values the target's distribution (Heeger and Bergen 1995, section 3.2) but leave them about as
/// strong as they are: only the shape of the distribution changes. No curve is steeper than 2, so that faint grain
/// stays faint.
class OctaveCurves
{
public:
    /// `own`, `target`: as OctaveMoments::quantiles.
    OctaveCurves(const OctaveRanges &ranges, std::span<const float> own, std::span<const float> target);

    void bend(std::size_t octave, std::size_t colour, std::span<float> values) const;

private:
    OctaveRanges m_ranges;
    OfOctaveColours<std::vector<float>> m_curves; ///< Empty where nothing is to be bent.
};

} // namespace imago::style
