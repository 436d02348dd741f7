// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/jobs/event.h"
#include "engine/jobs/job_context.h"
#include "engine/train/picture_training.h"

namespace imago::train::neural {

/// Trains a model on pictures as ordered: plan (or resume), steps, checkpoints, log, package. A stop ends after a
/// checkpoint. One process alone begins with the batch that fits into its memory (fittingBatch()). Where memory runs
/// out all the same, or a loss is not finite, it goes on once from the newest checkpoint with a smaller batch, or half
/// the rate. A smaller batch and rate are said in the status and kept in the plan.
/// Errors: what files and pictures report; BadInput for pictures that are not those of the run to resume; OutOfMemory
/// where no batch fits; ModelFailed and OutOfMemory the second time (the checkpoints before stay).
Result<jobs::Ending> trainOnPictures(const PictureTraining &order, jobs::JobContext &context);

/// Does a few real steps on throw-away networks, with the batch that fits; writes nothing. Errors: as trainOnPictures.
Result<TrainingEstimate> estimateTraining(const PictureTraining &order, jobs::JobContext &context);

} // namespace imago::train::neural
