// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/jobs/job_context.h"
#include "engine/train/portrait_evaluation.h"

namespace imago::train::neural {

/// Renders people that no training saw, moves each slider from one end of its safe range to the other in the renderer
/// and in the neural decoder, and compares. Errors: as openPortraitModel and the renderer.
Result<PortraitQuality> evaluatePortraits(const PortraitEvaluation &order, jobs::JobContext &context);

} // namespace imago::train::neural
