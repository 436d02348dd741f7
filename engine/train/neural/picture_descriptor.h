// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/tensor/torch.h"

namespace imago::train::neural {

/// What a person sees of pictures at a glance, as rows of numbers: the colours of 16 x 16 cells (OKLab, Ottosson 2020)
/// and how strong the edges in 8 x 8 cells are. Differences of a row are differences of looks: where hair hangs is in
/// the edges whatever its colour, and a light that doubles adds up. Opacity is one more colour.
struct PictureDescriptor
{
    torch::Tensor colours; ///< N x numbers
    torch::Tensor edges;   ///< N x numbers

    /// N x all numbers: the colours, then the edges.
    torch::Tensor rows() const { return torch::cat({colours, edges}, 1); }
};

/// pictures: N x 3 or 4 x H x W, sRGB in [-1, 1] with opacity as the fourth plane.
PictureDescriptor describePictures(const torch::Tensor &pictures);

} // namespace imago::train::neural
