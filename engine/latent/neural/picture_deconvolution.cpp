// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/latent/neural/picture_deconvolution.h"

#include "engine/latent/neural/modulation.h"
#include "engine/latent/neural/picture_planes.h"

#include <string>

namespace imago::latent::neural {

namespace nn = torch::nn;
using torch::Tensor;

namespace {

constexpr double kFirstDeviation = 0.02; // of first weights: Radford et al. 2016, section 4
constexpr double kClassGain = 3.0;       // so that one number of a class weighs as much as several of z
constexpr double kNoVariance = 1e-5;

} // namespace

ModulatedNormImpl::ModulatedNormImpl(int channels, int style)
    : film(register_module("film", modulationFrom(style, channels)))
    , mean(register_buffer("mean", torch::zeros({channels})))
    , variance(register_buffer("variance", torch::ones({channels})))
{
}

Tensor ModulatedNormImpl::forward(const Tensor &x, const Tensor &style)
{
    const Tensor y = torch::batch_norm(x, {}, {}, mean, variance, is_training(), share, kNoVariance, false);
    return modulated(y, film, style);
}

PictureDeconvolutionImpl::PictureDeconvolutionImpl(const PictureShape &s)
    : PictureDecoderImpl(s)
{
    const Size coarsest = s.coarsest();
    first = register_module(
        "first", nn::Linear(nn::LinearOptions(s.style, coarsest.width * coarsest.height * s.channels[0]).bias(false)));
    for (std::size_t level = 0; level < s.channels.size(); ++level) {
        const std::string name = std::to_string(level);
        const bool last = level + 1 == s.channels.size();
        const int out = !last ? s.channels[level + 1] : drawnPlanes(s);
        norms.push_back(register_module("norm" + name, ModulatedNorm(s.channels[level], s.style)));
        up.push_back(register_module(
            "up" + name, nn::ConvTranspose2d(
                             nn::ConvTranspose2dOptions(s.channels[level], out, 4).stride(2).padding(1).bias(last))));
    }
    const torch::NoGradGuard noGrad;
    first->weight.normal_(0.0, kFirstDeviation);
    for (nn::ConvTranspose2d &layer : up)
        layer->weight.normal_(0.0, kFirstDeviation);
    up.back()->bias.zero_();
}

Tensor PictureDeconvolutionImpl::style(const Tensor &z, const PictureLabels &labels)
{
    PictureLabels louder = labels;
    if (labels.classes.defined())
        louder.classes = kClassGain * labels.classes;
    return louder.behind(z);
}

Tensor PictureDeconvolutionImpl::draw(const Tensor &style)
{
    const Size coarsest = shape.coarsest();
    Tensor x = first(style)
                   .view({-1, shape.channels[0], coarsest.height, coarsest.width})
                   .contiguous(torch::MemoryFormat::ChannelsLast);
    for (std::size_t level = 0; level < up.size(); ++level)
        x = up[level](torch::relu(norms[level](x, style)));
    return allPlanes(shape, torch::tanh(x.to(torch::kFloat)));
}

Tensor PictureDeconvolutionImpl::styleWeights() const
{
    std::vector<Tensor> rows{first->weight};
    for (const ModulatedNorm &norm : norms)
        rows.push_back(norm->film->weight);
    return torch::cat(rows);
}

void PictureDeconvolutionImpl::settle(const std::vector<Tensor> &styles)
{
    const torch::NoGradGuard noGrad;
    const bool training = is_training();
    train();
    for (std::size_t i = 0; i < styles.size(); ++i) {
        for (ModulatedNorm &norm : norms)
            norm->share = 1.0 / static_cast<double>(i + 1); // the mean over all batches
        draw(styles[i]);
    }
    for (ModulatedNorm &norm : norms)
        norm->share = 0.0;
    train(training);
}

} // namespace imago::latent::neural
