// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/latent/point.h"

#include "engine/tensor/torch.h"

namespace imago::latent::neural {

/// How the networks see attributes: the safe range becomes [-1.7, 1.7], so that a uniform draw has unit variance.
/// Only the attributes that are not backdrop, in the table's order.
inline constexpr std::size_t kNetworkAttributes = BackgroundHue;

float toNetwork(std::size_t attribute, float value) noexcept;
float fromNetwork(std::size_t attribute, float value) noexcept; ///< Clamped to the attribute's range.

/// 1 x kNetworkAttributes, float32.
torch::Tensor attributeTensor(const Attributes &attributes);
/// 1 x kIdentitySize, float32.
torch::Tensor identityTensor(const Identity &z);

/// The nearest point that sliders can say to what an encoder read (shapes as above): switches are off or on, everything
/// is in its range, and a faint beard is none.
Point pointOf(const torch::Tensor &attributes, const torch::Tensor &z);

} // namespace imago::latent::neural
