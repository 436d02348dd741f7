// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/latent/neural/networks.h"

namespace imago::latent::neural {

/// What an encoder reads in pictures (N x 4 x side x side) and in their mirror images, averaged: it errs differently in
/// the two. Landmarks and heat are those of the pictures as they are.
Encoded readBothWays(PortraitEncoder &encoder, const torch::Tensor &picture);

} // namespace imago::latent::neural
