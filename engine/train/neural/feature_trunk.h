// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/style/neural/prediction.h"
#include "engine/train/loss_networks.h"

#include "engine/tensor/torch.h"

#include <array>
#include <filesystem>
#include <utility>
#include <vector>

namespace imago::train::neural {

/// The style room's frozen network (a MobileNet that learned paintings and photos) as a judge of pictures: what two
/// pictures share in its features they share to the eye.
class FeatureTrunk
{
public:
    /// Channels of judged().
    static constexpr std::array kJudgedChannels = {96, 144, 192};

    /// Opens the style package. Errors: as files::openPackage, Incompatible.
    static Result<FeatureTrunk> open(const std::filesystem::path &package);

    /// Features of N x planes x H x W in [-1, 1] at three scales, each between 0 and 6; small pictures are enlarged to
    /// 64 px first, transparent ones lie on grey. Gradients flow.
    std::vector<torch::Tensor> judged(const torch::Tensor &picture) const;

    /// What a model says of it whose loss used it.
    const LossNetwork &asLossNetwork() const { return m_name; }

private:
    FeatureTrunk(style::neural::StylePrediction network, LossNetwork name)
        : m_network(std::move(network))
        , m_name(std::move(name))
    {
    }

    style::neural::StylePrediction m_network;
    LossNetwork m_name;
};

/// Mean absolute difference of two pictures' features, all scales the same weight.
torch::Tensor perceptualDistance(const std::vector<torch::Tensor> &a, const std::vector<torch::Tensor> &b);

} // namespace imago::train::neural
