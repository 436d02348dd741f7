// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/train/model_plan.h"
#include "engine/train/run_status.h"
#include "ui/train/training_order.h"

#include <QString>

#include <optional>

namespace imago::ui {

/// A training of the same pictures with the same settings, but for what its trainer noticed.
struct Remedy
{
    enum class Kind { Augmentation, Variety, SmallerRate, VariedColor, SmallerBatch };

    Kind kind = Kind::Variety;
    TrainingOrder order; ///< The new training's.
};

/// What helps against `message` of a training with this plan, which came from `order`. Nothing where no setting does,
/// or all that do are at their end already.
std::optional<Remedy> remedyFor(const train::RunMessage &message, const train::ModelPlan &plan,
                                const TrainingOrder &order);

/// What takes less memory than a training with this plan, which came from `order`: half its batch. Nothing where that
/// is as small as it can be.
std::optional<Remedy> smallerBatch(const train::ModelPlan &plan, const TrainingOrder &order);

/// "Start anew with augmentation", ...
QString remedyText(Remedy::Kind kind);

} // namespace imago::ui
