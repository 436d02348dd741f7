// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/image.h"

#include "engine/tensor/torch.h"

namespace imago::tensor {

/// float32, 1 x 4 x H x W in [-1, 1], channels-last memory: sRGB colour premultiplied by alpha, then alpha.
torch::Tensor toTensor(const Image &image);

/// Back again, from 4 x H x W or 1 x 4 x H x W on any device, clamped: an 8-bit straight-alpha picture.
Image toImage(const torch::Tensor &tensor);

} // namespace imago::tensor
