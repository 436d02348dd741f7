// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/train/neural/critic.h"
#include "engine/train/neural/held_out_looks.h"
#include "engine/train/neural/picture_trainer.h"

namespace imago::train::neural {

/// Trains an encoder and a decoder (beta-VAE: Kingma and Welling 2014, equation 10; Higgins et al. 2017). Pictures are
/// compared in L1, as a Laplacian pyramid, and in the trunk's features.
class VaeTrainer final : public PictureTrainer
{
public:
    VaeTrainer(const ModelPlan &plan, const PictureSource &pictures, const latent::neural::PictureLabelsInfo &labels,
               const FeatureTrunk *trunk, torch::Device device);

    Result<Losses> step() override;
    /// Also how well pictures are redrawn that no step has seen; ends a training that only learns by heart any more.
    Result<Health> health() override;

protected:
    latent::neural::LatentSpread spread() override;
    latent::neural::PictureEncoder *encoder() override { return &m_encoder; }
    FlatParameters *encoderParameters() override { return &m_encoderParameters; }

private:
    double criticise(const torch::Tensor &drawn, const PictureBatch &batch);
    void noteSpread(const torch::Tensor &mean, const torch::Tensor &variance);
    Result<double> distanceToHeldOut();

    latent::neural::PictureEncoder m_encoder;
    FlatParameters &m_encoderParameters;
    PixelCritic m_critic{nullptr}; ///< With an adversarial term only.
    FlatParameters *m_criticParameters = nullptr;
    /// Moving first and second moments of z over the training pictures: random pictures are drawn from where the
    /// encoder really puts them, not from where the prior would have them.
    torch::Tensor m_meanOfZ, m_momentOfZ;
    HeldOutLooks m_looks;
};

} // namespace imago::train::neural
