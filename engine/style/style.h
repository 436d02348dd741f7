// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/core/image.h"
#include "engine/style/style_statistics.h"

#include <array>
#include <cstddef>
#include <memory>
#include <span>
#include <vector>

namespace imago::style {

/// The channels that the transform network normalises: ten convolutions of 32, then 16, 8 and 3.
inline constexpr std::size_t kStyledChannels = 10 * 32 + 16 + 8 + 3;

/// What steers the transform network: a scale, then a shift, for each styled channel (gammas and betas of Dumoulin et
/// al. 2017, equation 5), in the network's order. A linear space: styles can be mixed and faded in it.
using StyleParameters = std::array<float, 2 * kStyledChannels>;

/// How many numbers a style's own weights are: those of the transform network, the weights of each convolution and then
/// its biases, in the network's order.
inline constexpr std::size_t kTransformWeights = (3 * 81 * 8 + 8) + (8 * 9 * 16 + 16) + (16 * 9 * 32 + 32) +
                                                 10 * (32 * 9 * 32 + 32) + (32 * 9 * 16 + 16) + (16 * 9 * 8 + 8) +
                                                 (8 * 81 * 3 + 3);

/// Of which sizes of a painting a style knows the octaves, in pixels of the longer side.
inline constexpr std::array kOctaveSides = {256, 512};
using OctaveStatistics = std::array<OctaveMoments, kOctaveSides.size()>;

/// Those of the size nearest to a picture's.
const OctaveMoments &octavesFor(const OctaveStatistics &octaves, Size picture);

/// A style: cheap to copy, its parts are never changed. Paintings give one (StyleModel::styleOf), so do style cards
/// (style_card.h) and learning (StyleModel::learn).
struct Style
{
    StyleParameters parameters{};

    /// What is added to the transform network's own weights, kTransformWeights of them; null: nothing.
    std::shared_ptr<const std::vector<float>> weights;

    /// What refining aims at: the painting itself (opaque, at most kPaintingSide) or, where it may not be given on, its
    /// statistics. With neither the style can only be painted at once.
    ImagePtr painting;
    std::shared_ptr<const StyleStatistics> statistics;

    /// What pictures of kOctaveSides pixels a side are to become like once they are painted (octave_transfer.h). Null:
    /// they stay as the networks paint them.
    std::shared_ptr<const OctaveStatistics> octaves;

    bool canBeRefined() const noexcept { return painting != nullptr || statistics != nullptr; }
    bool hasOwnWeights() const noexcept { return weights != nullptr; }
};

/// The longer side of the painting that a style keeps, in pixels.
inline constexpr int kPaintingSide = 1024;

struct WeightedStyle
{
    Style style{};
    double weight = 1.0; ///< Above 0; only the proportions count.
};

/// Each style's share of a mixture; their sum is 1. Errors: BadInput for no styles, or a weight that is not a positive
/// finite number.
Result<std::vector<double>> shares(std::span<const WeightedStyle> styles);

/// The weighted mean of parameters and weights; a single style is itself, a mixture has nothing to be refined to.
/// Errors: as shares().
Result<Style> mixed(std::span<const WeightedStyle> styles);

/// `from` at 0, `to` at 1, straight in between.
Style between(const Style &from, const Style &to, double amount);

} // namespace imago::style
