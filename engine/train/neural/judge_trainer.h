// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/latent/neural/networks.h"
#include "engine/train/neural/pooled_trainer.h"

namespace imago::train::neural {

/// Trains the judge: an encoder that reads attributes and identity and that no decoder is trained through.
class JudgeTrainer final : public PooledTrainer
{
public:
    JudgeTrainer(const Plan &plan, SamplePool &pool, torch::Device device);

    Result<Losses> step() override;
    Status adopt(const files::Package &package) override;
    Status writePackage(const std::filesystem::path &folder, const std::string &trainingJson) override;
    Result<Image> preview() override { return Image(); }

private:
    latent::neural::PortraitEncoder m_judge;
    FlatParameters &m_parameters;
};

} // namespace imago::train::neural
