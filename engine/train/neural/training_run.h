// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/jobs/event.h"
#include "engine/jobs/job_context.h"
#include "engine/train/portrait_training.h"

namespace imago::train::neural {

/// Runs a whole training as ordered: plan (or resume), steps, checkpoints, log, package.
/// A stop ends after a checkpoint. Errors: what files and samples report, ModelFailed when a loss is not finite
/// (the checkpoints before it stay).
Result<jobs::Ending> trainPortraits(const PortraitTraining &order, jobs::JobContext &context);

} // namespace imago::train::neural
