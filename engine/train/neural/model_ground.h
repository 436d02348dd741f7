// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/files/package.h"
#include "engine/jobs/job_context.h"
#include "engine/latent/neural/picture_package.h"
#include "engine/train/loss_networks.h"
#include "engine/train/neural/feature_trunk.h"
#include "engine/train/neural/picture_trainer.h"
#include "engine/train/picture_training.h"

#include <memory>
#include <optional>

namespace imago::train::neural {

/// What the steps of a training on pictures work on.
struct Ground
{
    torch::Device device;
    std::optional<FeatureTrunk> trunk;
    latent::neural::PictureLabelsInfo labels;
    LossNetworks lossNetworks; ///< This training's and those of what it goes on from.
    /// The package that is gone on from, opened once; one that can't be read says nothing, and is refused where its
    /// weights are taken. Nothing where a model begins anew.
    std::optional<Result<files::Package>> from;

    std::unique_ptr<PictureTrainer> trainer(const ModelPlan &plan, const PictureSource &pictures) const
    {
        return newPictureTrainer(plan, pictures, labels, trunk ? &*trunk : nullptr, device);
    }
    /// Requires: from.
    Status goOnFrom(PictureTrainer &trainer) const
    {
        return from->and_then([&trainer](const files::Package &package) { return trainer.adopt(package); });
    }
};

/// Errors: what the pictures report; BadInput for labels or a device that can't be had; FeatureTrunk's.
Result<Ground> prepare(const PictureTraining &order, const ModelPlan &plan);

/// The plan of a new training but for its steps: its pictures, the precision that is wished, and the form of the model
/// that it goes on from, whatever this kind of training would have chosen. Errors: BadInput for a precision that can't
/// be had; why the package can't be gone on from.
Result<ModelPlan> formedPlan(const PictureTraining &order, ModelPlan plan, const Ground &ground);

// What steps cost is measured by real ones, on throw-away networks; plan: as formedPlan() makes it.

/// Seconds of a step. After a stop any number. Errors: as Trainer::step().
Result<double> secondsOfStep(const PictureTraining &order, ModelPlan plan, const Ground &ground,
                             const jobs::JobContext &context);

/// The batch that the training can have in the memory that is available now (chooseBatch()); the plan's on a device
/// with a memory of its own, or where the system does not say. Errors: as chooseBatch() and Trainer::step().
Result<int> fittingBatch(const PictureTraining &order, const ModelPlan &plan, const Ground &ground);

} // namespace imago::train::neural
