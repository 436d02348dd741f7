// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/image.h"
#include "engine/latent/neural/networks.h"

#include "engine/tensor/torch.h"

#include <utility>
#include <vector>

namespace imago::latent::neural {

/// How a decoder comes from the coarsest level to pixels.
enum class DecoderForm {
    Pyramid,      ///< picture_pyramid.h: sums a Laplacian pyramid; right for a VAE.
    Deconvolution ///< picture_deconvolution.h: transposed convolutions; right for a GAN.
};

/// What the networks of one training of the user's own pictures are built from; the package keeps it.
struct PictureShape
{
    DecoderForm form = DecoderForm::Pyramid;
    Size size{32, 32}; ///< Both sides multiples of 8.
    bool alpha = false;
    bool grey = false; ///< Drawn without colours.
    /// A pyramid that enlarges by sub-pixels, as the portraits' decoder does, instead of smoothly.
    bool subPixels = false;
    int classes = 0;
    int attributes = 0;
    int latent = 64;
    /// Width of the style vector; with DecoderForm::Deconvolution latent + classes + attributes.
    int style = 192;
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
    /// `x` (N x numbers) with what is known of each row behind it.
    torch::Tensor behind(const torch::Tensor &x) const;
};

/// (z, labels) to a style vector, and from there to pixels: the generator of a GAN and the decoder of a VAE.
struct PictureDecoderImpl : torch::nn::Module
{
    explicit PictureDecoderImpl(PictureShape s)
        : shape(std::move(s))
    {
    }

    /// N x shape.style. Sliders are directions of this space.
    virtual torch::Tensor style(const torch::Tensor &z, const PictureLabels &labels) = 0;
    /// N x planes x height x width, nominally in [-1, 1], not clamped.
    virtual torch::Tensor draw(const torch::Tensor &style) = 0;
    torch::Tensor forward(const torch::Tensor &z, const PictureLabels &labels) { return draw(style(z, labels)); }

    /// Everything that reads the style vector, rows x shape.style: A of Shen and Zhou 2021.
    virtual torch::Tensor styleWeights() const = 0;
    /// Where layers are normalised over the batch in training: measures over these batches of styles what they are
    /// normalised by at other times. Call it after weights changed and before eval().
    virtual void settle(const std::vector<torch::Tensor> &) {}

    PictureShape shape;
};
TORCH_MODULE(PictureDecoder);

/// The decoder of the shape's form, with first weights.
PictureDecoder newPictureDecoder(const PictureShape &shape);

/// The posterior of z for a picture: mean and log variance in [-8, 4], N x latent each.
struct PosteriorOf
{
    torch::Tensor mean;
    torch::Tensor logVariance;
};

/// Halves the picture without losing a pixel: four become channels of one, a 1x1 convolution mixes them and a residual
/// 3x3 one looks around; a quarter of what a 3x3 convolution over the four would cost. Normalised in groups.
struct HalvingBlockImpl : torch::nn::Module
{
    HalvingBlockImpl(int in, int out);
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
