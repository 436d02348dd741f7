// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/jobs/job_context.h"
#include "engine/style/learning.h"
#include "engine/style/neural/moments.h"
#include "engine/style/neural/transform.h"

#include <optional>

namespace imago::style::neural {

/// The transform network in one piece, for gradients: `picture` 1 x 3 x H x W in [0, 1] with sides that are multiples
/// of 4, `parameters` as toTensor() makes them.
torch::Tensor transformed(const TransformWeights &weights, const torch::Tensor &picture,
                          const torch::Tensor &parameters);

/// Refines the parameters that the prediction network read (`style`) until what is painted with them has the painting's
/// moments (perceptual losses of Johnson et al. 2016, on the prediction network's trunk), then, where that is ordered,
/// all weights of the transform network. Nothing when the context's stop came first; at its checkpoint's stop what is
/// learned so far. Reports Stage::Training.
/// Requires: a style with its painting, content as Learning says.
std::optional<LearnedStyle> learned(const StylePrediction &prediction, const TransformWeights &transform,
                                    const Style &style, const Learning &order, jobs::JobContext &context);

} // namespace imago::style::neural
