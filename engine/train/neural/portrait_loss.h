// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/latent/neural/networks.h"
#include "engine/train/plan.h"

#include "engine/tensor/torch.h"

namespace imago::train::neural {

/// One batch on the training device. Pairs lie next to each other (2n, 2n + 1).
struct PortraitBatch
{
    torch::Tensor picture;    ///< B x 4 x 128 x 128 in [-1, 1], premultiplied, channels last
    torch::Tensor parts;      ///< B x 64 x 64, int64
    torch::Tensor attributes; ///< B x network attributes, as the networks see them
    torch::Tensor z;          ///< B x latent
    torch::Tensor changed;    ///< B / 2: 1 where the pair differs in one attribute only
};

/// How much each term counts.
struct LossWeights
{
    double pyramid = 0.5;
    double delta = 0.6;
    double parts = 0.02;
    double anchor = 0.05;
    double attributes = 0.10;
    double kl = 2e-5;
    double encoded = 0.25; ///< Share of the pairs that are drawn from the encoder's z instead of the true one.
};

/// The terms of one step, for the log; `total` carries the gradient.
struct PortraitLoss
{
    torch::Tensor total;
    double l1 = 0, pyramid = 0, delta = 0, parts = 0, anchor = 0, attributes = 0, kl = 0;
};

/// The loss of an attribute-conditioned VAE (Kingma and Welling 2014, equation 10) whose latent is anchored to the
/// identity that the picture was drawn from: most pairs are decoded from the true z, the rest from z ~ q(z | picture),
/// and -log q(true z | picture) is minimised beside the KL term (the sleep phase of Hinton et al. 1995). Pictures are
/// compared in L1 and as a Laplacian pyramid, weighted by what each pixel shows; pairs with one changed attribute are
/// also compared in their difference, so that weak sliders are not drowned by strong ones.
PortraitLoss portraitLoss(latent::neural::PyramidDecoder &decoder, latent::neural::PortraitEncoder &encoder,
                          const PortraitBatch &batch, const StepShape &shape, bool useEncoded,
                          const LossWeights &weights, at::Generator &noise);

} // namespace imago::train::neural
