// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/latent/neural/picture_networks.h"

#include "engine/latent/neural/layers.h"
#include "engine/latent/neural/picture_deconvolution.h"
#include "engine/latent/neural/picture_pyramid.h"

#include <memory>
#include <string>

namespace imago::latent::neural {

namespace nn = torch::nn;
using torch::Tensor;

namespace {

constexpr int kGroups = 8;
constexpr std::int64_t kReadSide = 4; // the coarsest features, as the encoder's last layers read them

} // namespace

Size PictureShape::coarsest() const
{
    const int doublings = static_cast<int>(channels.size());
    return {size.width >> doublings, size.height >> doublings};
}

PictureLabels PictureLabels::rows(std::int64_t start, std::int64_t count) const
{
    return {classes.defined() ? classes.narrow(0, start, count) : classes,
            attributes.defined() ? attributes.narrow(0, start, count) : attributes};
}

Tensor PictureLabels::behind(const Tensor &x) const
{
    std::vector<Tensor> parts{x};
    for (const Tensor &known : {classes, attributes}) {
        if (known.defined())
            parts.push_back(known);
    }
    return parts.size() == 1 ? x : torch::cat(parts, 1);
}

PictureDecoder newPictureDecoder(const PictureShape &shape)
{
    std::shared_ptr<PictureDecoderImpl> decoder;
    if (shape.form == DecoderForm::Pyramid)
        decoder = std::make_shared<PicturePyramidImpl>(shape);
    else
        decoder = std::make_shared<PictureDeconvolutionImpl>(shape);
    return PictureDecoder(std::move(decoder));
}

HalvingBlockImpl::HalvingBlockImpl(int in, int out)
    : mix(register_module("mix", nn::Conv2d(nn::Conv2dOptions(4 * in, out, 1))))
    , look(register_module("look", conv3(out, out)))
    , norm1(register_module("norm1", nn::GroupNorm(kGroups, out)))
    , norm2(register_module("norm2", nn::GroupNorm(kGroups, out)))
{
}

Tensor HalvingBlockImpl::forward(const Tensor &x)
{
    const Tensor y = torch::silu(norm1(mix(torch::pixel_unshuffle(x, 2))));
    return y + torch::silu(norm2(look(y)));
}

PictureEncoderImpl::PictureEncoderImpl(const PictureShape &s)
    : shape(s)
{
    int in = s.planes();
    for (std::size_t level = 0; level < s.encoderChannels.size(); ++level) {
        const int out = s.encoderChannels[level];
        levels.push_back(register_module("level" + std::to_string(level), HalvingBlock(in, out)));
        in = out;
    }
    const int hiddenSize = 2 * s.style;
    hidden = register_module("hidden", nn::Linear(kReadSide * kReadSide * in + s.classes + s.attributes, hiddenSize));
    head = register_module("head", nn::Linear(hiddenSize, 2 * s.latent));
}

PosteriorOf PictureEncoderImpl::forward(const Tensor &picture, const PictureLabels &labels)
{
    Tensor x = picture;
    for (HalvingBlock &level : levels)
        x = level(x);
    x = torch::adaptive_avg_pool2d(x, {kReadSide, kReadSide}).flatten(1);
    const Tensor out = head(torch::silu(hidden(labels.behind(x))));
    return {out.narrow(1, 0, shape.latent), out.narrow(1, shape.latent, shape.latent).clamp(-8.0, 4.0)};
}

} // namespace imago::latent::neural
