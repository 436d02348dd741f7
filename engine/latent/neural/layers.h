// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/tensor/torch.h"

#include <cstdint>

namespace imago::latent::neural {

/// A 3x3 convolution that keeps height and width.
inline torch::nn::Conv2d conv3(int in, int out)
{
    return torch::nn::Conv2d(torch::nn::Conv2dOptions(in, out, 3).padding(1));
}

/// N x channels x height x width, bilinearly; `x` itself where it has that size.
inline torch::Tensor resized(const torch::Tensor &x, std::int64_t height, std::int64_t width)
{
    if (x.size(2) == height && x.size(3) == width)
        return x;
    return torch::upsample_bilinear2d(x, {height, width}, false);
}

inline torch::Tensor doubledSmooth(const torch::Tensor &x)
{
    return resized(x, 2 * x.size(2), 2 * x.size(3));
}

} // namespace imago::latent::neural
