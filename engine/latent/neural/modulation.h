// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/tensor/torch.h"

#include <vector>

namespace imago::latent::neural {

/// A layer that reads how to weigh `numbers` from a style vector. It starts near nothing: the style grows in.
inline torch::nn::Linear modulationTo(int style, int numbers)
{
    const torch::NoGradGuard noGrad;
    torch::nn::Linear layer(style, numbers);
    layer->bias.zero_();
    layer->weight.normal_(0.0, 0.02);
    return layer;
}

/// The layer that reads scale and shift of `channels` from a style vector (FiLM: Perez et al. 2018, equation 1). It
/// starts as plain normalisation.
inline torch::nn::Linear modulationFrom(int style, int channels)
{
    return modulationTo(style, 2 * channels);
}

/// Normalised features, N x channels x H x W, scaled and shifted as the style (N x numbers) says.
inline torch::Tensor modulated(const torch::Tensor &normalised, torch::nn::Linear &film, const torch::Tensor &style)
{
    const std::vector<torch::Tensor> scaleShift = film(style).unsqueeze(-1).unsqueeze(-1).chunk(2, 1);
    return torch::addcmul(scaleShift[1], normalised, scaleShift[0] + 1.0);
}

} // namespace imago::latent::neural
