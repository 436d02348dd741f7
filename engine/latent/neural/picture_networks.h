// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/image.h"
#include "engine/latent/neural/networks.h"

#include "engine/tensor/torch.h"

#include <vector>

namespace imago::latent::neural {

/// What the networks of one training of the user's own pictures are built from; the package keeps it.
struct PictureShape
{
    Size size{32, 32}; ///< Both sides multiples of 8.
    bool alpha = false;
    bool grey = false; ///< Drawn without colours.
    int classes = 0;
    int attributes = 0;
    int latent = 64;
    int style = 192; ///< Width of the mapping network and of the style vector.
    /// Of the decoder from its coarsest level on, each at twice the side of the one before; strictly falling. The last
    /// draws at twice its own side.
    std::vector<int> channels{160, 128, 64};
    std::vector<int> encoderChannels{48, 96, 160}; ///< From half the picture's side on, each at half the side.

    bool operator==(const PictureShape &) const = default;

    int planes() const { return alpha ? 4 : 3; } ///< Of every picture, grey ones too.
    /// Of the decoder's coarsest level.
    Size coarsest() const;
};

/// Labels of a batch as the networks see them.
struct PictureLabels
{
    torch::Tensor classes;    ///< N x classes, one-hot; a row of zeros where none is known. Undefined without classes.
    torch::Tensor attributes; ///< N x attributes, standardised, 0 where not known. Undefined without attributes.

    PictureLabels rows(std::int64_t first, std::int64_t count) const;
};

/// Doubles features: a 1x1 convolution, bilinear enlarging, group normalisation and SiLU, scaled and shifted by a style vector
/// as in FilmBlock. Enlarging smoothly leaves no pixel grid for a discriminator to find, and the convolution comes first, where
/// it costs a quarter.
struct DoublingBlockImpl : torch::nn::Module
{
    DoublingBlockImpl(int in, int out, int style);
    torch::Tensor forward(const torch::Tensor &x, const torch::Tensor &style);

    torch::nn::Conv2d conv{nullptr};
    torch::nn::GroupNorm norm{nullptr};
    torch::nn::Linear film{nullptr};
};
TORCH_MODULE(DoublingBlock);

/// (z, labels) to a style vector, and from there to pixels as a Laplacian pyramid, as PyramidDecoder does for portraits:
/// the generator of a GAN and the decoder of a VAE.
struct PictureDecoderImpl : torch::nn::Module
{
    explicit PictureDecoderImpl(const PictureShape &shape);

    /// N x shape.style. Sliders are directions of this space.
    torch::Tensor style(const torch::Tensor &z, const PictureLabels &labels);
    /// N x planes x height x width, nominally in [-1, 1], not clamped.
    torch::Tensor draw(const torch::Tensor &style);
    torch::Tensor forward(const torch::Tensor &z, const PictureLabels &labels) { return draw(style(z, labels)); }

    PictureShape shape;
    torch::nn::Linear map1{nullptr}, map2{nullptr}, map3{nullptr}, first{nullptr};
    torch::Tensor constant; ///< Of the coarsest level.
    FilmBlock base{nullptr};
    std::vector<DoublingBlock> up; ///< Per level after the first.
    std::vector<FilmBlock> keep;   ///< Each refines what was doubled.
    std::vector<torch::nn::Conv2d> detail; ///< Per level: to the picture's planes at twice the side.

private:
    void startVaried();
};
TORCH_MODULE(PictureDecoder);

/// The posterior of z for a picture: mean and log variance in [-8, 4], N x latent each.
struct PosteriorOf
{
    torch::Tensor mean;
    torch::Tensor logVariance;
};

/// Halves the picture without losing a pixel: four become channels of one, a 1x1 convolution mixes them and a residual
/// 3x3 one looks around; a quarter of what a 3x3 convolution over the four would cost.
struct HalvingBlockImpl : torch::nn::Module
{
    /// `normalised`: with group normalisation, as in encoders; discriminators do without.
    HalvingBlockImpl(int in, int out, bool normalised);
    torch::Tensor forward(const torch::Tensor &x);

    torch::nn::Conv2d mix{nullptr}, look{nullptr};
    torch::nn::GroupNorm norm1{nullptr}, norm2{nullptr};
};
TORCH_MODULE(HalvingBlock);

struct PictureEncoderImpl : torch::nn::Module
{
    explicit PictureEncoderImpl(const PictureShape &shape);
    /// `picture`: N x planes x height x width in [-1, 1].
    PosteriorOf forward(const torch::Tensor &picture, const PictureLabels &labels);

    PictureShape shape;
    std::vector<HalvingBlock> levels;
    torch::nn::Linear hidden{nullptr}, head{nullptr};
};
TORCH_MODULE(PictureEncoder);

} // namespace imago::latent::neural
