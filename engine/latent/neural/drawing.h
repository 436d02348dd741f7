// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/tensor/torch.h"

namespace imago::latent::neural {

/// Nobody asks for gradients, and the values are floats on a processor: the kernels of drawing_kernels.h may take over,
/// with the same result but for rounding.
bool onlyDraws(const torch::Tensor &x);

/// layer(x). While only one picture is drawn, as a matrix times a vector: that reads the weights once, and in a network
/// of this kind they are most of what is read.
torch::Tensor through(torch::nn::Linear &layer, const torch::Tensor &x);

/// silu(film(norm(y))) (+ rest), by the kernels; `y` is spent. `film`: N x 2 channels, scales less 1 and shifts. `rest`:
/// as `y`, or undefined. Requires: onlyDraws(y).
torch::Tensor finishFilmed(torch::Tensor y, torch::nn::GroupNorm &norm, const torch::Tensor &film,
                           const torch::Tensor &rest);

/// `x` (N x channels x side x side; spent) and what its pixels see of the landmarks (N x landmarks x 2). `weights`:
/// N x (3 * landmarks) x channels. Requires: onlyDraws(x).
torch::Tensor withSights(torch::Tensor x, const torch::Tensor &landmarks, const torch::Tensor &weights, double reach);

/// For a network that is not trained any more: it is in evaluation, its weights want no gradients, and those of
/// convolutions lie channels last, as pictures do; otherwise each call would lay them anew.
void prepareToDraw(torch::nn::Module &network);

} // namespace imago::latent::neural
