// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/tensor/torch.h"

#include <vector>

namespace imago::train::neural {

/// What the portraits' discriminator makes of a batch.
struct PortraitOpinion
{
    torch::Tensor logits;                ///< N x 1 x 16 x 16, float: one for each patch, higher is more real.
    std::vector<torch::Tensor> features; ///< Finest first.
};

/// A discriminator of patches (Isola et al. 2017, section 3.2.2): what a portrait's hair, skin and eyes look like from
/// near, for these attributes (projection: Miyato and Koyama 2018, equation 3). Built as the portraits' encoder,
/// without its normalisation.
struct PortraitCriticImpl : torch::nn::Module
{
    explicit PortraitCriticImpl(int attributes);
    /// `picture`: N x 4 x 128 x 128 in [-1, 1], premultiplied; `attributes`: N x attributes.
    PortraitOpinion forward(const torch::Tensor &picture, const torch::Tensor &attributes);

    std::vector<torch::nn::Conv2d> levels;
    torch::nn::Conv2d logit{nullptr};
    torch::nn::Linear wanted{nullptr};
};
TORCH_MODULE(PortraitCritic);

/// Hinge loss (Lim and Ye 2017, equations 3 and 4).
torch::Tensor criticLoss(const PortraitOpinion &onTrue, const PortraitOpinion &onDrawn);

/// What the decoder is asked for: to be taken for real, and to look to each of the discriminator's levels as the same
/// true portrait does (feature matching: Wang et al. 2018, equation 4).
torch::Tensor criticsWish(const PortraitOpinion &onTrue, const PortraitOpinion &onDrawn);

} // namespace imago::train::neural
