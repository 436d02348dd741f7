// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/image.h"

#include "engine/tensor/torch.h"

namespace imago::style::neural {

/// 1 x 3 x H x W in [0, 1] as an opaque picture.
Image toPicture(const torch::Tensor &colours, PixelFormat format);

/// A mask as 1 x 1 x H x W in [0, 1]: its grey times its opacity.
torch::Tensor protectionOf(const Image &mask, Size size);

} // namespace imago::style::neural
