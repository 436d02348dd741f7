// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/tensor/torch.h"

namespace imago::train::neural {

/// What the discriminator sees instead of pictures, real and drawn alike, where there are few: shifted by up to an
/// eighth and, every second one, with a hole of half the side (DiffAugment: Zhao et al. 2020, section 4). Gradients
/// flow.
class DiffAugment
{
public:
    /// `share` of the pictures, 0 to 1, are changed.
    DiffAugment(torch::IntArrayRef sizes, double share);
    /// Each call draws anew from `noise`.
    torch::Tensor operator()(const torch::Tensor &picture, at::Generator &noise) const;

private:
    std::int64_t m_height;
    std::int64_t m_width;
    double m_share;
};

} // namespace imago::train::neural
