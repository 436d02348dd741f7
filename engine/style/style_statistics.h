// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <vector>

namespace imago::style {

/// The channels of the layers whose statistics make a style. First the colours (red, green, blue and a constant 1, so
/// that means are among the moments), then the prediction network's first convolution and what the blocks 1, 2, 3, 4
/// and 6 expand to (Sandler et al. 2018, table 1).
inline constexpr std::array<std::size_t, 7> kStatisticsChannels = {4, 32, 96, 144, 144, 192, 192};

/// How many octaves, each half as fine as the one before, the colours' own statistics are taken of; the finest is that
/// of the pixels.
inline constexpr std::size_t kStatisticsOctaves = 4;
/// By how many of its values the distribution of a colour of an octave is told.
inline constexpr std::size_t kOctaveQuantiles = 32;
/// Those of all colours of all octaves and of what remains.
inline constexpr std::size_t kOctaveQuantileCount = 3 * (kStatisticsOctaves + 1) * kOctaveQuantiles;

/// The second moments of a picture's features at one size: for each layer the mean over all places of the product of
/// each two channels (Gram matrices: Gatys et al. 2016, equation 3, divided by the number of places).
struct StyleMoments
{
    int side = 0; ///< The picture's longer side, in pixels.
    std::array<std::vector<float>, kStatisticsChannels.size()> layers; ///< Symmetric matrices, row by row.
    /// For each octave of a Laplacian pyramid (Burt and Adelson 1983) how strong it is and how its colours go together:
    /// 3 x 3 covariances, finest first. Empty in cards of version 1.
    /// Since cards of version 3 the covariance of what the octaves leave over is the fifth.
    std::vector<float> octaves;
    /// Since version 4: as OctaveMoments::quantiles.
    std::vector<float> quantiles;
};

/// What statistics tell beside the layers; each has what the ones before have. The numbers are the versions of the
/// cards that began to hold it.
enum class StatisticsDetail : unsigned {
    Layers = 1,
    Octaves = 2,   ///< Covariances of the octaves,
    Palette = 3,   ///< of what they leave over too,
    Quantiles = 4, ///< and the distributions of their values.
};
inline constexpr StatisticsDetail kMostDetail = StatisticsDetail::Quantiles;

using Matrix3 = std::array<std::array<double, 3>, 3>;

/// How a picture's colours go together, octave by octave: those of a Laplacian pyramid, finest first, about 0; then
/// those of what remains (a sixteenth of the picture's sides) about its mean. In lightness (R + G + B) / sqrt(3), (R -
/// B) / sqrt(2) and (R - 2 G + B) / sqrt(6) of colours in [0, 1].
struct OctaveMoments
{
    std::array<double, 3> mean{};
    std::array<Matrix3, kStatisticsOctaves + 1> covariances{};
    /// How the values of each colour are distributed about the same: [octave][colour][i], where (i + 0.5) /
    /// kOctaveQuantiles of them are below. Empty where it is not known.
    std::vector<float> quantiles;
};

/// What is left of a painting when where anything is in it has been forgotten: enough to paint like it, too little to
/// see it. One entry for each size, smallest first.
using StyleStatistics = std::vector<StyleMoments>;

} // namespace imago::style
