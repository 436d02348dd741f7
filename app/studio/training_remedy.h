// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/train/run_status.h"
#include "ui/train/remedy.h"

#include <QString>

#include <optional>

namespace imago::app {

/// What to order anew because of what a training's trainer noticed. `order` is what the window ordered; without one the
/// training's own plan.json and pictures.json say it. Nothing where no remedy is known, or the folder does not say
/// enough. Touches the disk.
std::optional<ui::Remedy> readRemedy(const QString &run, const train::RunMessage &message,
                                     const std::optional<ui::TrainingOrder> &order);

/// The same for one that its memory did not suffice for, or probably not: half its batch. Touches the disk.
std::optional<ui::Remedy> readSmallerBatch(const QString &run, const std::optional<ui::TrainingOrder> &order);

/// Where a training's pictures lie by its pictures.json, brought into the form of an order; nothing where it does not
/// say.
std::optional<ui::TrainingOrder> readPictureOrigin(const QString &run);

} // namespace imago::app
