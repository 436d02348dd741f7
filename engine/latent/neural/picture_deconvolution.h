// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/latent/neural/picture_networks.h"

#include "engine/tensor/torch.h"

#include <vector>

namespace imago::latent::neural {

/// Batch normalisation (Ioffe and Szegedy 2015) whose scale and shift per channel come from the style vector
/// (self-modulation: Chen et al. 2019, equation 2).
struct ModulatedNormImpl : torch::nn::Module
{
    ModulatedNormImpl(int channels, int style);
    torch::Tensor forward(const torch::Tensor &x, const torch::Tensor &style);

    torch::nn::Linear film{nullptr};
    torch::Tensor mean, variance; ///< Buffers: what eval() normalises by.
    double share = 0.0;           ///< Of a batch in them, in training.
};
TORCH_MODULE(ModulatedNorm);

/// DCGAN's generator (Radford et al. 2016) with modulated normalisation. The style is z with the labels behind it: a
/// mapping network in between learns to leave z unread where labels say much, and then each class is one picture.
struct PictureDeconvolutionImpl final : PictureDecoderImpl
{
    explicit PictureDeconvolutionImpl(const PictureShape &shape);

    torch::Tensor style(const torch::Tensor &z, const PictureLabels &labels) override;
    torch::Tensor draw(const torch::Tensor &style) override;
    torch::Tensor styleWeights() const override;
    void settle(const std::vector<torch::Tensor> &styles) override;

    torch::nn::Linear first{nullptr};             ///< To the coarsest level.
    std::vector<ModulatedNorm> norms;             ///< Per level.
    std::vector<torch::nn::ConvTranspose2d> up;   ///< Per level: to twice its side, the last one to the picture.
};

} // namespace imago::latent::neural
