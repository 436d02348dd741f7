// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/tensor/torch.h"

#include <cstdint>

namespace imago::train::neural {

/// The first `count` principal components of rows, each with variance 1: N x count. Fewer where the rows have no more.
torch::Tensor principalScores(const torch::Tensor &rows, std::int64_t count);

/// Whitened scores turned to where they are least normal: FastICA, symmetric, with tanh (Hyvarinen 1999, equations 20 and 45).
/// Same shape; the order is of no meaning. What is normal in every direction stays as it comes.
torch::Tensor independentScores(const torch::Tensor &scores, std::uint64_t seed);

} // namespace imago::train::neural
