// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/dataset/evaluation.h"
#include "engine/latent/explore.h"

#include <memory>
#include <stop_token>

namespace imago {

/// The pictures by which a trained model is measured: its first `count` seeds, of one with classes each class as often.
/// A quality report names them as these do, so that they can be drawn again. After a stop they are empty.
dataset::MadePictures picturesDrawnBy(const std::shared_ptr<latent::ExplorableModel> &model, std::size_t count,
                                      const std::stop_token &stop = {});

} // namespace imago
