// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/latent/neural/picture_networks.h"

#include "engine/tensor/torch.h"

namespace imago::latent::neural {

/// Planes that a decoder's last layer draws: pictures without colours are drawn as one, beside their alpha.
inline int drawnPlanes(const PictureShape &shape)
{
    return shape.grey ? shape.planes() - 2 : shape.planes();
}

/// What it drew as a picture of shape.planes().
inline torch::Tensor allPlanes(const PictureShape &shape, const torch::Tensor &drawn)
{
    return shape.grey
               ? torch::cat({drawn.narrow(1, 0, 1).expand({-1, 3, -1, -1}), drawn.narrow(1, 1, drawn.size(1) - 1)}, 1)
               : drawn;
}

} // namespace imago::latent::neural
