// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/latent/neural/networks.h"
#include "engine/latent/neural/picture_networks.h"

#include "engine/tensor/torch.h"

#include <vector>

namespace imago::latent::neural {

/// Doubles features: a 1x1 convolution, bilinear enlarging, group normalisation and SiLU, scaled and shifted by a style
/// vector as in FilmBlock. Enlarging smoothly leaves no pixel grid for a discriminator to find, and the convolution
/// comes first, where it costs a quarter.
struct DoublingBlockImpl : torch::nn::Module
{
    DoublingBlockImpl(int in, int out, int style);
    torch::Tensor forward(const torch::Tensor &x, const torch::Tensor &style);

    torch::nn::Conv2d conv{nullptr};
    torch::nn::GroupNorm norm{nullptr};
    torch::nn::Linear film{nullptr};
};
TORCH_MODULE(DoublingBlock);

/// A mapping network makes the style, and a Laplacian pyramid the picture, as PyramidDecoder does for portraits.
struct PicturePyramidImpl final : PictureDecoderImpl
{
    explicit PicturePyramidImpl(const PictureShape &shape);

    torch::Tensor style(const torch::Tensor &z, const PictureLabels &labels) override;
    torch::Tensor draw(const torch::Tensor &style) override;
    torch::Tensor styleWeights() const override;

    torch::nn::Linear map1{nullptr}, map2{nullptr}, map3{nullptr}, first{nullptr};
    torch::Tensor constant; ///< Of the coarsest level.
    FilmBlock base{nullptr};
    std::vector<DoublingBlock> up;     ///< Per level after the first; empty with sub-pixels.
    std::vector<FilmBlock> subPixelUp; ///< The same with sub-pixels; empty without.
    std::vector<FilmBlock> keep;       ///< Each refines what was doubled.
    std::vector<torch::nn::Conv2d> detail; ///< Per level: to the picture's planes at twice the side.

private:
    void startVaried();
    torch::Tensor doubled(std::size_t level, const torch::Tensor &x, const torch::Tensor &style);
    torch::Tensor detailOf(std::size_t level, const torch::Tensor &x);
};
TORCH_MODULE(PicturePyramid);

} // namespace imago::latent::neural
