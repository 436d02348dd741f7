// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/latent/neural/networks.h"
#include "engine/train/neural/pooled_trainer.h"
#include "engine/train/neural/portrait_batch.h"
#include "engine/train/neural/portrait_critic.h"
#include "engine/train/neural/portrait_loss.h"

namespace imago::train::neural {

/// Trains the built-in portraits' decoder at every step and its encoder at every plan().encoderEvery-th; where the plan
/// says so, against a discriminator.
class PortraitTrainer final : public PooledTrainer
{
public:
    PortraitTrainer(const Plan &plan, SamplePool &pool, torch::Device device);

    Result<Losses> step() override;
    Status adopt(const files::Package &package) override;
    Status writePackage(const std::filesystem::path &folder, const std::string &trainingJson) override;
    /// Of the first samples of the current window. Rows: the truth, decoded from the true z, from the encoder's z.
    Result<Image> preview() override;

private:
    void play(PortraitLoss &loss, const PortraitBatch &batch, double share);

    latent::neural::PyramidDecoder m_decoder;
    latent::neural::PortraitEncoder m_encoder;
    FlatParameters &m_decoderParameters;
    FlatParameters &m_encoderParameters;
    PortraitCritic m_critic{nullptr}; ///< Where the plan has one.
    FlatParameters *m_criticParameters = nullptr;
};

} // namespace imago::train::neural
