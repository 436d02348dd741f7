// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/jobs/event.h"
#include "engine/jobs/job_context.h"
#include "engine/train/picture_training.h"

namespace imago::train::neural {

/// Trains a model on pictures as ordered: plan (or resume), steps, checkpoints, log, package. A stop ends after a
/// checkpoint. Errors: what files and pictures report; BadInput for pictures that are not those of the run to resume;
/// ModelFailed when a loss is not finite; OutOfMemory (the checkpoints before either stay).
Result<jobs::Ending> trainOnPictures(const PictureTraining &order, jobs::JobContext &context);

} // namespace imago::train::neural
