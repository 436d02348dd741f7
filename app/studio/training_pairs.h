// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/dataset/dataset.h"
#include "engine/dataset/evaluation.h"
#include "engine/dataset/fit.h"
#include "engine/latent/explore.h"
#include "ui/train/nearest_pairs.h"

#include <memory>
#include <stop_token>
#include <vector>

namespace imago::app {

/// The first nearest pairs of a model's quality report as pictures: the model draws its own again, the other is read
/// and brought into the model's frame. A pair of which either is not there any more is left out. Threads: any but the
/// GUI's.
std::vector<ui::NearestPair> readNearestPairs(const dataset::PictureQuality &quality,
                                              const std::shared_ptr<latent::ExplorableModel> &model,
                                              const dataset::Dataset &pictures, dataset::Fit fit,
                                              const std::stop_token &stop = {});

} // namespace imago::app
