// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/tensor/torch.h"
#include "engine/train/precision.h"

#include <string>
#include <vector>

namespace imago::train::neural {

/// The type of mixed layers (tensor/precision.h).
at::ScalarType typeOf(Precision precision) noexcept;

/// What the user wishes, "auto" for float32 until others are measured. Errors: BadInput for a name that is none, or
/// what does not work on `device`.
Result<Precision> wishedPrecision(const std::string &wish, const torch::Device &device);

/// What may be faster than float32 on `device`, and is measured against it where the wish is "auto".
std::vector<Precision> fasterPrecisions(const torch::Device &device);

} // namespace imago::train::neural
