// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/latent/neural/picture_networks.h"
#include "engine/train/neural/feature_trunk.h"

#include "engine/tensor/torch.h"

#include <cstdint>
#include <vector>

namespace imago::train::neural {

/// The discriminator on pixels: DCGAN's strided convolutions, normalised over the batch (Radford et al. 2016), so that
/// each picture is seen beside the others; the finer the level, the fewer its channels. A picture's logit is a linear
/// reading of its features plus their product with its label's (projection: Miyato and Koyama 2018, equation 3).
struct PixelCriticImpl : torch::nn::Module
{
    /// `names`: it can also name a picture's class (Odena et al. 2017).
    PixelCriticImpl(const latent::neural::PictureShape &shape, const std::vector<int> &channels, bool names);
    /// N x numbers: those of the coarsest level.
    torch::Tensor features(const torch::Tensor &picture);
    /// N logits.
    torch::Tensor logits(const torch::Tensor &features, const latent::neural::PictureLabels &labels);
    torch::Tensor forward(const torch::Tensor &picture, const latent::neural::PictureLabels &labels)
    {
        return logits(features(picture), labels);
    }

    std::vector<torch::nn::Conv2d> levels;
    std::vector<torch::nn::BatchNorm2d> norms; ///< Of every level but the first.
    torch::nn::Linear logit{nullptr}, label{nullptr};
    torch::nn::Linear naming{nullptr}; ///< Features to N x classes logits; where it names.
};
TORCH_MODULE(PixelCritic);

/// Small discriminators on the frozen trunk's features (Sauer et al. 2021, sections 3 and 4, without the mixing across
/// scales): the features already know textures and parts, so the generator learns in fewer steps.
struct FeatureCriticImpl : torch::nn::Module
{
    explicit FeatureCriticImpl(const latent::neural::PictureShape &shape);
    /// `features` of FeatureTrunk::judged(); N x places logits, every level's.
    torch::Tensor forward(const std::vector<torch::Tensor> &features, const latent::neural::PictureLabels &labels);

    std::vector<torch::nn::Conv2d> reduce, look, judge;
    std::vector<torch::nn::Linear> label;
};
TORCH_MODULE(FeatureCritic);

} // namespace imago::train::neural
