// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/tensor/torch.h"

#include <cstdint>

namespace imago::train::neural {

/// The first `count` principal components of rows, turned until each speaks of few columns and leaves the others alone:
/// varimax (Kaiser 1958) of the loadings, each column's brought to one length as he recommends. N x count with variance
/// 1, fewer where the rows have no more; their order is of no meaning, their sums of loadings are positive.
torch::Tensor rotatedComponents(const torch::Tensor &rows, std::int64_t count);

} // namespace imago::train::neural
