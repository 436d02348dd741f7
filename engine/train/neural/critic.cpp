// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/neural/critic.h"

#include "engine/latent/neural/layers.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace imago::train::neural {

namespace nn = torch::nn;
using latent::neural::PictureLabels;
using latent::neural::conv3;
using torch::Tensor;

namespace {

constexpr double kSlope = 0.2;
constexpr double kFirstDeviation = 0.02; // of first weights: Radford et al. 2016, section 4
constexpr int kReduced = 64;

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
        const std::string name = std::to_string(level);
        levels.push_back(register_module(
            "level" + name,
            nn::Conv2d(nn::Conv2dOptions(in, channels[level], 4).stride(2).padding(1).bias(level == 0))));
        if (level > 0) {
            norms.push_back(register_module(
                "norm" + name, nn::BatchNorm2d(nn::BatchNorm2dOptions(channels[level]).track_running_stats(false))));
        }
        in = channels[level];
    }
    const int features = in * (shape.size.width >> channels.size()) * (shape.size.height >> channels.size());
    logit = register_module("logit", nn::Linear(features, 1));
    if (labelsOf(shape) > 0)
        label = register_module("label", nn::Linear(nn::LinearOptions(labelsOf(shape), features).bias(false)));
    if (names)
        naming = register_module("naming", nn::Linear(features, shape.classes));
    const torch::NoGradGuard noGrad;
    for (nn::Conv2d &layer : levels)
        layer->weight.normal_(0.0, kFirstDeviation);
    for (nn::BatchNorm2d &norm : norms)
        norm->weight.normal_(1.0, kFirstDeviation);
    logit->weight.normal_(0.0, kFirstDeviation);
    if (!label.is_empty())
        label->weight.normal_(0.0, kFirstDeviation);
}

Tensor PixelCriticImpl::features(const Tensor &picture)
{
    Tensor x = torch::leaky_relu(levels.front()(picture), kSlope);
    for (std::size_t level = 1; level < levels.size(); ++level)
        x = torch::leaky_relu(norms[level - 1](levels[level](x)), kSlope);
    return x.flatten(1);
}

Tensor PixelCriticImpl::logits(const Tensor &features, const PictureLabels &labels)
{
    Tensor result = logit(features).squeeze(1);
    if (!label.is_empty())
        result = result + (label(joined(labels)) * features).sum(1);
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
