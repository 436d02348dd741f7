// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/latent/neural/networks.h"
#include "engine/train/neural/portrait_batch.h"
#include "engine/train/portrait_training.h"

namespace imago::train::neural {

/// What an encoder reads from the batch's pictures as people drop them: most on a random backdrop, some softened.
/// `layers`: the type that they run in (tensor::MixedScope).
latent::neural::Encoded readAsDropped(latent::neural::PortraitEncoder &encoder, const PortraitBatch &batch,
                                      at::ScalarType layers, at::Generator &noise);

/// How much each term of the reading loss counts.
struct ReadingWeights
{
    double identity = 0.05;
    double attributes = 0.10;
    double landmarks = 0.10;
};

/// -log q(true z | picture), Gaussian, without its constant (the sleep phase of Hinton et al. 1995), and the
/// attributes' squared error, and how far the landmarks are. Adds "identity", "attributes" and "landmarks" to `losses`.
torch::Tensor readingLoss(const latent::neural::Encoded &read, const PortraitBatch &batch,
                          const ReadingWeights &weights, Losses &losses);

} // namespace imago::train::neural
