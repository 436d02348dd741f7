// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/image.h"
#include "engine/jobs/job_context.h"
#include "engine/style/neural/quantised.h"
#include "engine/style/style.h"

#include <array>
#include <span>
#include <vector>

namespace imago::style::neural {

/// What makes a styled convolution's scales and shifts from the numbers that the prediction network read.
struct StyleHead
{
    Convolution gamma; ///< 1x1, to the scale of each channel
    Convolution beta;  ///< 1x1, to the shift
};

/// The weights of the transform network (Ghiasi et al. 2017): three convolutions that contract to a quarter of the
/// photo's side, five residual blocks there, three that expand again. The results of the residual and the expanding
/// ones are normalised per channel and then scaled and shifted as the style says (conditional instance normalisation:
/// Dumoulin et al. 2017, equation 5).
struct TransformWeights
{
    static constexpr std::size_t kStyledLayers = 13;

    std::array<Convolution, 3> contract;
    std::array<std::array<Convolution, 2>, 5> residual;
    std::array<Convolution, 3> expand;
    std::array<StyleHead, kStyledLayers> heads; ///< Of the residual, then of the expanding ones.

    /// Errors: as QuantisedReader.
    static Result<TransformWeights> load(const files::SafeTensors &file);

    /// `vector`: 1 x kStyleSize, what the prediction network read.
    StyleParameters parameters(const torch::Tensor &vector) const;

    /// Every convolution in the network's order, without the heads.
    std::vector<Convolution *> convolutions();

    /// With a style's own weights added. Requires: kTransformWeights of them.
    TransformWeights plus(std::span<const float> weights) const;
};

/// A style's scales and shifts of one styled layer: 1 x channels x 1 x 1 each.
struct StyledLayer
{
    torch::Tensor gamma;
    torch::Tensor beta;
};

/// Those of all of them: views into `parameters` (all scales, then all shifts), through which gradients flow.
std::array<StyledLayer, TransformWeights::kStyledLayers> styledLayers(const TransformWeights &weights,
                                                                      const torch::Tensor &parameters);
torch::Tensor toTensor(const StyleParameters &parameters);

/// Paints the photo strip by strip: Rgba16, opaque. Empty when the context's stop came first. A strip reads what it
/// needs of the layer below; each layer's statistics are those of the whole picture, gathered before the next layer
/// reads it. So strips leave no seam, and a picture of any size needs only the two layers at a quarter of its side
/// whole in memory: others above `mostKeptBytes` are made again by those who read them. The strips depend on the
/// photo's size alone: the same pixels on any number of threads.
Image paintInStrips(const TransformWeights &weights, const Image &photo, const StyleParameters &style, int threads,
                    jobs::JobContext &context, std::int64_t mostKeptBytes = std::int64_t{160} << 20);

} // namespace imago::style::neural
