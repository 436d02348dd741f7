// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/latent/neural/picture_pyramid.h"

#include "engine/latent/neural/drawing.h"
#include "engine/latent/neural/layers.h"
#include "engine/latent/neural/modulation.h"
#include "engine/latent/neural/picture_planes.h"

#include <cmath>
#include <string>

namespace imago::latent::neural {

namespace nn = torch::nn;
using torch::Tensor;

namespace {

constexpr int kGroups = 8;
constexpr double kLabelGain = 0.4;    // of z's power, the root
constexpr std::int64_t kSeedSide = 4; // the coarsest level is drawn this large at least

} // namespace

DoublingBlockImpl::DoublingBlockImpl(int in, int out, int style)
    : conv(register_module("conv", nn::Conv2d(nn::Conv2dOptions(in, out, 1))))
    , norm(register_module("norm", nn::GroupNorm(kGroups, out)))
    , film(register_module("film", modulationFrom(style, out)))
{
}

Tensor DoublingBlockImpl::forward(const Tensor &x, const Tensor &style)
{
    const Tensor y = doubledSmooth(conv(x));
    if (onlyDraws(y))
        return finishFilmed(y, norm, through(film, style), {});
    return torch::silu(modulated(norm(y), film, style));
}

PicturePyramidImpl::PicturePyramidImpl(const PictureShape &s)
    : PictureDecoderImpl(s)
{
    map1 = register_module("map1", nn::Linear(s.latent + s.classes + s.attributes, s.style));
    map2 = register_module("map2", nn::Linear(s.style, s.style));
    map3 = register_module("map3", nn::Linear(s.style, s.style));
    first = register_module("first", nn::Linear(s.style, kSeedSide * kSeedSide * s.channels[0]));
    const Size coarsest = s.coarsest();
    constant = register_parameter("constant", 0.2 * torch::randn({1, s.channels[0], coarsest.height, coarsest.width}));
    startVaried();
    base = register_module("base", FilmBlock(s.channels[0], s.channels[0], s.style));
    for (std::size_t level = 0; level < s.channels.size(); ++level) {
        const std::string name = std::to_string(level);
        if (level > 0) {
            const int in = s.channels[level - 1], out = s.channels[level];
            if (s.subPixels)
                subPixelUp.push_back(register_module("up" + name, FilmBlock(in, out, s.style)));
            else
                up.push_back(register_module("up" + name, DoublingBlock(in, out, s.style)));
            keep.push_back(register_module("keep" + name, FilmBlock(s.channels[level], s.channels[level], s.style)));
        }
        detail.push_back(register_module("detail" + name, s.subPixels ? toSubPixels(s.channels[level], drawnPlanes(s))
                                                                      : conv3(s.channels[level], drawnPlanes(s))));
    }
}

// So that pictures differ from the first step on (a generator that starts with one picture stays with few): every layer
// from z to the coarsest level keeps its input's power (He et al. 2015); a class is quieter than z, or its pictures
// would be alike.
void PicturePyramidImpl::startVaried()
{
    const torch::NoGradGuard noGrad;
    for (nn::Linear layer : {map1, map2, map3, first}) {
        nn::init::kaiming_normal_(layer->weight, 0.0, torch::kFanIn, torch::kReLU);
        layer->bias.zero_();
    }
    map1->weight.narrow(1, 0, shape.latent).normal_(0.0, std::sqrt(1.0 / shape.latent));
    if (const int labels = shape.classes + shape.attributes; labels > 0)
        map1->weight.narrow(1, shape.latent, labels).normal_(0.0, kLabelGain / std::sqrt(1.0 + shape.attributes));
}

Tensor PicturePyramidImpl::style(const Tensor &z, const PictureLabels &labels)
{
    Tensor h = torch::silu(through(map1, labels.behind(z)));
    h = h + torch::silu(through(map2, h));
    return through(map3, h);
}

Tensor PicturePyramidImpl::draw(const Tensor &styleVector)
{
    const Tensor style = torch::silu(styleVector);
    const Tensor seed = through(first, style).view({-1, shape.channels[0], kSeedSide, kSeedSide});
    Tensor x = resized(seed, constant.size(2), constant.size(3)) + constant;
    x = base(x.contiguous(torch::MemoryFormat::ChannelsLast), style);
    Tensor picture;
    for (std::size_t level = 0; level < detail.size(); ++level) {
        if (level > 0)
            x = keep[level - 1](doubled(level, x, style), style);
        const Tensor added = detailOf(level, x);
        picture = picture.defined() ? resized(picture, added.size(2), added.size(3)) + added : added;
    }
    return allPlanes(shape, picture);
}

Tensor PicturePyramidImpl::doubled(std::size_t level, const Tensor &x, const Tensor &style)
{
    return shape.subPixels ? subPixelUp[level - 1](x, style) : up[level - 1](x, style);
}

// At twice the side of `x`. The picture is summed in float even where the layers run in half precision.
Tensor PicturePyramidImpl::detailOf(std::size_t level, const Tensor &x)
{
    if (shape.subPixels)
        return torch::pixel_shuffle(detail[level](x).to(torch::kFloat), 2);
    return detail[level](doubledSmooth(x)).to(torch::kFloat);
}

Tensor PicturePyramidImpl::styleWeights() const
{
    std::vector<Tensor> rows{first->weight, base->film->weight};
    for (std::size_t i = 0; i < keep.size(); ++i) {
        rows.push_back(shape.subPixels ? subPixelUp[i]->film->weight : up[i]->film->weight);
        rows.push_back(keep[i]->film->weight);
    }
    return torch::cat(rows);
}

} // namespace imago::latent::neural
