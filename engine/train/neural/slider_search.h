// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/jobs/job_context.h"
#include "engine/train/slider_search.h"

#include <vector>

namespace imago::train::neural {

/// Finds the sliders of a trained model, measures what each changes, and stores them in the package, greatest effect
/// first. Names that the user gave to sliders of the same id are kept. Empty where the context's stop came first.
/// Errors: as openPackage and readPictureModel; BadInput for numbers out of range, pictures of another size than the
/// model's, and where pictures do not differ inside their classes.
Result<std::vector<latent::ExploreSlider>> searchSliders(const SliderSearch &order, jobs::JobContext &context);

} // namespace imago::train::neural
