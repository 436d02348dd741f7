// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/latent/neural/networks.h"
#include "engine/train/neural/portrait_batch.h"
#include "engine/train/neural/reading_loss.h"
#include "engine/train/plan.h"

#include "engine/tensor/torch.h"

namespace imago::train::neural {

/// How much each term counts.
struct LossWeights
{
    double pyramid = 0.5;
    double delta = 1.0;
    double parts = 0.02;
    double landmarks = 2.0;
    ReadingWeights reading;
    double kl = 2e-5;
    double encoded = 0.25; ///< Share of the pairs that are drawn from the encoder's z instead of the true one.
};

/// `total` carries the gradient, `terms` are for the log.
struct PortraitLoss
{
    torch::Tensor total;
    torch::Tensor drawn; ///< The decoder's pictures, in the gradient's graph.
    torch::Tensor truth; ///< At their size.
    Losses terms;
};

/// The loss of an attribute-conditioned VAE (Kingma and Welling 2014, equation 10) whose latent is anchored to the
/// identity that the picture was drawn from: most pairs are decoded from the true z, the rest from z ~ q(z | picture),
/// and -log q(true z | picture) is minimised beside the KL term (the sleep phase of Hinton et al. 1995). Pictures are
/// compared by their difference and its square, and as a Laplacian pyramid in L1, weighted by what each pixel shows;
/// pairs with one changed attribute are also compared in their difference, so that weak sliders are not drowned by
/// strong ones. The decoder's landmarks are compared with the true ones.
///
/// `encoder` null: the decoder's terms alone, as the true z is known. `layers`: the type that they run in.
PortraitLoss portraitLoss(latent::neural::PyramidDecoder &decoder, latent::neural::PortraitEncoder *encoder,
                          const PortraitBatch &batch, const StepShape &shape, bool useEncoded, at::ScalarType layers,
                          const LossWeights &weights, at::Generator &noise);

} // namespace imago::train::neural
