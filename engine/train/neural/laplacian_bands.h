// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/tensor/torch.h"

#include <vector>

namespace imago::train::neural {

/// The bands of a Laplacian pyramid (Burt and Adelson 1983), an octave each, finest first, and what remains last: what
/// pictures differ in is weighed band by band. Gradients flow. Requires: N x C x H x W, sides to be halved so often.
std::vector<torch::Tensor> laplacianBands(torch::Tensor picture, int levels);

} // namespace imago::train::neural
