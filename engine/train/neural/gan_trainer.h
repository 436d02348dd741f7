// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/train/neural/critic.h"
#include "engine/train/neural/held_out_looks.h"
#include "engine/train/neural/picture_trainer.h"

namespace imago::train::neural {

/// Trains a generator against a discriminator on pixels and, where the plan says so, one on the trunk's features.
/// Non-saturating loss (Goodfellow et al. 2014, section 3); where the plan wants it a gradient penalty on real pictures
/// every few steps (R1: Mescheder et al. 2018, lazily: Karras et al. 2020); moving average of the generator.
class GanTrainer final : public PictureTrainer
{
public:
    GanTrainer(const ModelPlan &plan, const PictureSource &pictures, const latent::neural::PictureLabelsInfo &labels,
               const FeatureTrunk *trunk, torch::Device device);

    Result<Losses> step() override;
    /// Also how far what it draws is from pictures that no step has seen, which ends a training that has diverged, and
    /// a warning where the discriminator has won: then the generator learns no more.
    Result<Health> health() override;

private:
    struct Opinion
    {
        torch::Tensor logits;   ///< How real each picture looks: N x places.
        torch::Tensor misnamed; ///< Cross entropy of the class it is taken for; undefined where none is asked.
    };
    Opinion judge(const torch::Tensor &picture, const latent::neural::PictureLabels &labels);
    torch::Tensor penalty(const PictureBatch &batch);
    std::size_t lookedAt() const; ///< Held-out pictures, each time.
    Result<double> distanceToHeldOut();

    PixelCritic m_pixels;
    FlatParameters &m_pixelParameters;
    FeatureCritic m_features{nullptr}; ///< With a projected discriminator only.
    FlatParameters *m_featureParameters = nullptr;
    /// Moving mean of the discriminator's; 2 ln 2 is a guess, 0 is certainty.
    torch::Tensor m_recentLoss = torch::full({1}, 1.4);
    torch::Tensor m_lostLooks = torch::zeros({1});      ///< In a row.
    HeldOutLooks m_looks;
};

} // namespace imago::train::neural
