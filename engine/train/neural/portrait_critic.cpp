// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/neural/portrait_critic.h"

#include "engine/latent/neural/layers.h"

#include <cmath>
#include <string>

namespace imago::train::neural {

namespace nn = torch::nn;
using torch::Tensor;

namespace {

constexpr int kChannels[] = {32, 64, 96}; // at 64, 32 and 16 px
constexpr double kSlope = 0.2;
constexpr double kMatching = 10.0;

} // namespace

PortraitCriticImpl::PortraitCriticImpl(int attributes)
{
    int in = 4;
    for (const int channels : kChannels) {
        levels.push_back(
            register_module("level" + std::to_string(levels.size()), latent::neural::conv3(4 * in, channels)));
        in = channels;
    }
    logit = register_module("logit", nn::Conv2d(nn::Conv2dOptions(in, 1, 1)));
    wanted = register_module("wanted", nn::Linear(attributes, in));
}

PortraitOpinion PortraitCriticImpl::forward(const Tensor &picture, const Tensor &attributes)
{
    PortraitOpinion opinion;
    for (nn::Conv2d &level : levels) {
        const Tensor &below = opinion.features.empty() ? picture : opinion.features.back();
        opinion.features.push_back(torch::leaky_relu(level(torch::pixel_unshuffle(below, 2)), kSlope));
    }
    const Tensor &seen = opinion.features.back();
    const Tensor fitting = (wanted(attributes).unsqueeze(-1).unsqueeze(-1) * seen).sum(1, true) /
                           std::sqrt(static_cast<double>(seen.size(1)));
    opinion.logits = (logit(seen) + fitting).to(torch::kFloat);
    return opinion;
}

Tensor criticLoss(const PortraitOpinion &onTrue, const PortraitOpinion &onDrawn)
{
    return torch::relu(1.0 - onTrue.logits).mean() + torch::relu(1.0 + onDrawn.logits).mean();
}

Tensor criticsWish(const PortraitOpinion &onTrue, const PortraitOpinion &onDrawn)
{
    Tensor wish = -onDrawn.logits.mean();
    for (std::size_t level = 0; level < onTrue.features.size(); ++level) {
        const Tensor difference =
            onDrawn.features[level].to(torch::kFloat) - onTrue.features[level].detach().to(torch::kFloat);
        wish = wish + kMatching / static_cast<double>(onTrue.features.size()) * difference.abs().mean();
    }
    return wish;
}

} // namespace imago::train::neural
