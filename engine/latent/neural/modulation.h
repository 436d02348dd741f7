// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/tensor/torch.h"

#include <vector>

namespace imago::latent::neural {

/// The layer that reads scale and shift of `channels` from a style vector (FiLM: Perez et al. 2018, equation 1). It
/// starts as plain normalisation: the style grows in.
inline torch::nn::Linear modulationFrom(int style, int channels)
{
    const torch::NoGradGuard noGrad;
    torch::nn::Linear film(style, 2 * channels);
    film->bias.zero_();
    film->weight.normal_(0.0, 0.02);
    return film;
}

/// Normalised features, N x channels x H x W, scaled and shifted as the style (N x numbers) says.
inline torch::Tensor modulated(const torch::Tensor &normalised, torch::nn::Linear &film, const torch::Tensor &style)
{
    const std::vector<torch::Tensor> scaleShift = film(style).unsqueeze(-1).unsqueeze(-1).chunk(2, 1);
    return torch::addcmul(scaleShift[1], normalised, scaleShift[0] + 1.0);
}

} // namespace imago::latent::neural
