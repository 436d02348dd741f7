// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/style/neural/tiles.h"
#include "engine/style/strips.h"
#include "engine/style/style.h"

#include <stop_token>

namespace imago::style::neural {

/// The moments (style_statistics.h) of a picture in its own size; 1 x 3 x H x W in [0, 1]. The same on a team of any
/// size. Undefined tensors when `stop` came first, which is looked at between tiles.
LayerSums momentsOf(const StylePrediction &network, const torch::Tensor &picture, StripTeam &team,
                    const std::stop_token &stop);

/// Without those of octaves.
StyleMoments toMoments(const LayerSums &sums, int side);
LayerSums toSums(const StyleMoments &moments);

/// The picture with a longer side of about this many pixels, as tiles can take it: never narrower than kLeastTiledSide.
torch::Tensor scaledColours(const Image &picture, int longerSide);

/// What a style's moments are where the painting's longer side has `side` pixels: those of its painting, not enlarged,
/// or of its statistics those nearest to that size.
LayerSums styleMoments(const StylePrediction &network, const Style &style, double side, StripTeam &team,
                       const std::stop_token &stop);

/// The covariances of the painting's octaves (octaves.h) at that size, as styleMoments(); undefined
/// where only statistics are left and they are without.
torch::Tensor styleOctaves(const Style &style, double side);

/// How far the moments are from where they should be: for each layer of the network the mean square of the difference
/// over that of the target; the first element is the colours' (mean and covariance), weighed as in the losses.
struct MomentDistances
{
    torch::Tensor colors;
    torch::Tensor features;
};
MomentDistances distances(const LayerSums &moments, const LayerSums &target);

/// Mean (3) and covariance (3 x 3) of the colours among the moments.
std::pair<torch::Tensor, torch::Tensor> colorStatistics(const torch::Tensor &colorMoments);

/// The picture with its colours moved linearly until mean and covariance are the target's (Monge-Kantorovich: Pitie and
/// Kokaram 2007, section 4.3), clamped.
torch::Tensor transported(const torch::Tensor &picture, const torch::Tensor &colorMoments);

} // namespace imago::style::neural
