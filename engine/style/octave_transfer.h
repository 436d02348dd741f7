// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/image.h"
#include "engine/style/style_statistics.h"

#include <optional>
#include <span>
#include <stop_token>
#include <vector>

namespace imago::style {

/// What a picture's octaves are like at its own size; its transparency is ignored. A few milliseconds for 512 pixels a
/// side.
/// Requires: sides of at least kLeastSide.
OctaveMoments octaveMoments(const Image &picture);

/// As a card's statistics have them; nothing from those of versions 1 and 2.
std::optional<OctaveMoments> octaveMoments(const StyleMoments &statistics);
/// Only the covariances, for StyleMoments::octaves.
std::vector<float> octaveCovariances(const OctaveMoments &moments);

/// The sum of `amounts[i]` times each. Quantiles become those of the distributions' barycentre (Agueh and Carlier
/// 2011); they are lost where one is without.
OctaveMoments weightedSum(std::span<const OctaveMoments> each, std::span<const double> amounts);

/// Gives the picture the target's octaves and palette, in place and without moving an edge: each octave of its
/// Laplacian pyramid is mapped linearly to the target's covariance, what remains also to its mean (as the features of
/// Li et al. 2017, "Universal style transfer via feature transforms", but on the picture itself, by the map of least
/// motion: colorTransport()). No colour gets more than a few times stronger, so that flat pictures show no noise. Then
/// the values of each colour get the target's distribution where it is known (octave_quantiles.h): few strong strokes
/// or many faint ones.
///
/// The same pixels on any number of threads; beside the picture some 100 MB a thread at most, and a quarter of a large
/// picture. False when `stop` came first: the picture is then half done. Requires: Rgba16, sides of at least
/// kLeastSide.
bool transferOctaves(Image &picture, const OctaveMoments &target, int threads, const std::stop_token &stop);

} // namespace imago::style
