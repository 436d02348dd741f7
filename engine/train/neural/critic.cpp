// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/neural/critic.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace imago::train::neural {

namespace nn = torch::nn;
using latent::neural::PictureLabels;
using torch::Tensor;

namespace {

constexpr double kSlope = 0.2;
constexpr std::int64_t kSpreadGroup = 4; // pictures that are compared with each other
constexpr int kReduced = 64;

nn::Conv2d conv3(int in, int out)
{
    return nn::Conv2d(nn::Conv2dOptions(in, out, 3).padding(1));
}

// The mean deviation within groups, as one more plane.
Tensor withSpread(const Tensor &x)
{
    const std::int64_t count = x.size(0);
    const std::int64_t group = count % kSpreadGroup == 0 ? kSpreadGroup : count;
    const Tensor grouped = x.contiguous().view({group, count / group, x.size(1), x.size(2), x.size(3)});
    const Tensor deviation = (grouped.var(0, false) + 1e-8).sqrt().mean({1, 2, 3});
    return torch::cat({x, deviation.repeat({group}).view({count, 1, 1, 1}).expand({-1, 1, x.size(2), x.size(3)})}, 1);
}

int labelsOf(const latent::neural::PictureShape &shape)
{
    return shape.classes + shape.attributes;
}

Tensor joined(const PictureLabels &labels)
{
    if (labels.classes.defined() && labels.attributes.defined())
        return torch::cat({labels.classes, labels.attributes}, 1);
    return labels.classes.defined() ? labels.classes : labels.attributes;
}

} // namespace

PixelCriticImpl::PixelCriticImpl(const latent::neural::PictureShape &shape, const std::vector<int> &channels,
                                 bool names)
{
    int in = shape.planes();
    for (std::size_t level = 0; level < channels.size(); ++level) {
        levels.push_back(register_module("level" + std::to_string(level),
                                         latent::neural::HalvingBlock(in, channels[level], false)));
        in = channels[level];
    }
    hidden = register_module("hidden", nn::Linear((in + 1) * 16, 2 * in));
    logit = register_module("logit", nn::Linear(2 * in, 1));
    if (labelsOf(shape) > 0)
        label = register_module("label", nn::Linear(nn::LinearOptions(labelsOf(shape), 2 * in).bias(false)));
    if (names)
        naming = register_module("naming", nn::Linear(2 * in, shape.classes));
}

Tensor PixelCriticImpl::features(const Tensor &picture)
{
    Tensor x = picture;
    for (latent::neural::HalvingBlock &level : levels)
        x = level(x);
    x = torch::adaptive_avg_pool2d(withSpread(x), {4, 4}).flatten(1);
    return torch::leaky_relu(hidden(x), kSlope);
}

Tensor PixelCriticImpl::logits(const Tensor &features, const PictureLabels &labels)
{
    Tensor result = logit(features).squeeze(1);
    if (!label.is_empty())
        result = result + (label(joined(labels)) * features).sum(1) / std::sqrt(static_cast<double>(features.size(1)));
    return result;
}

FeatureCriticImpl::FeatureCriticImpl(const latent::neural::PictureShape &shape)
{
    for (std::size_t level = 0; level < FeatureTrunk::kJudgedChannels.size(); ++level) {
        const std::string name = std::to_string(level);
        const int in = FeatureTrunk::kJudgedChannels[level];
        reduce.push_back(register_module("reduce" + name, nn::Conv2d(nn::Conv2dOptions(in, kReduced, 1))));
        look.push_back(register_module("look" + name, conv3(kReduced, kReduced)));
        judge.push_back(register_module("judge" + name, nn::Conv2d(nn::Conv2dOptions(kReduced, 1, 1))));
        if (labelsOf(shape) > 0) {
            label.push_back(register_module(
                "label" + name, nn::Linear(nn::LinearOptions(labelsOf(shape), kReduced).bias(false))));
        }
    }
}

Tensor FeatureCriticImpl::forward(const std::vector<Tensor> &features, const PictureLabels &labels)
{
    std::vector<Tensor> logits;
    for (std::size_t level = 0; level < features.size(); ++level) {
        // The finer levels are averaged down first: what counts there is texture, not where each hair lies.
        const std::int64_t factor = features[level].size(2) / features.back().size(2);
        const Tensor pooled = factor > 1 ? torch::avg_pool2d(features[level], factor) : features[level];
        Tensor x = torch::leaky_relu(reduce[level](pooled), kSlope);
        x = x + torch::leaky_relu(look[level](x), kSlope);
        Tensor each = judge[level](x);
        if (!label.empty()) {
            const Tensor wanted = label[level](joined(labels)).unsqueeze(-1).unsqueeze(-1);
            each = each + (wanted * x).sum(1, true) / std::sqrt(1.0 * kReduced);
        }
        logits.push_back(each.flatten(1));
    }
    return torch::cat(logits, 1);
}

} // namespace imago::train::neural
