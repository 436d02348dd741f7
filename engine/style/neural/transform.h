// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/image.h"
#include "engine/jobs/job_context.h"
#include "engine/style/neural/quantised.h"
#include "engine/style/style_vector.h"

#include <array>

namespace imago::style::neural {

/// A convolution whose result is normalised per channel and then scaled and shifted as the style says (conditional
/// instance normalisation: Dumoulin et al. 2017, equation 5).
struct StyledConvolution
{
    Convolution conv;
    Convolution gamma; ///< 1x1, from the style to the scale of each channel
    Convolution beta;  ///< 1x1, from the style to the shift
};

/// The weights of the transform network (Ghiasi et al. 2017): three convolutions that contract to a quarter of the
/// photo's side, five residual blocks there, three that expand again.
struct TransformWeights
{
    std::array<Convolution, 3> contract;
    std::array<std::array<StyledConvolution, 2>, 5> residual;
    std::array<StyledConvolution, 3> expand;

    /// Errors: as QuantisedReader.
    static Result<TransformWeights> load(const files::SafeTensors &file);
};

/// Paints the photo strip by strip: Rgba16, opaque. Empty when the context's stop came first. A strip reads what it
/// needs of the layer below; each layer's statistics are those of the whole picture, gathered before the next layer
/// reads it. So strips leave no seam, and a picture of any size needs only the two layers at a quarter of its side
/// whole in memory: others above `mostKeptBytes` are made again by those who read them. The strips depend on the photo's
/// size alone: the same pixels on any number of threads.
Image paintInStrips(const TransformWeights &weights, const Image &photo, const StyleVector &style, int threads,
                    jobs::JobContext &context, std::int64_t mostKeptBytes = std::int64_t{160} << 20);

} // namespace imago::style::neural
