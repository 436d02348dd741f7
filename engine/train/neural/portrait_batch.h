// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/train/sample_pool.h"

#include "engine/tensor/torch.h"

#include <cstdint>
#include <vector>

namespace imago::train::neural {

/// One batch on the training device. Pairs lie next to each other (2n, 2n + 1).
struct PortraitBatch
{
    torch::Tensor picture;    ///< B x 4 x 128 x 128 in [-1, 1], premultiplied, channels last
    torch::Tensor parts;      ///< B x 64 x 64, int64
    torch::Tensor attributes; ///< B x network attributes, as the networks see them
    torch::Tensor z;          ///< B x latent
    torch::Tensor landmarks;  ///< B x landmarks x 2: x to the right and y down, -1 to 1 in the picture
    torch::Tensor changed;    ///< B / 2: 1 where the pair differs in one attribute only
};

/// The samples of these numbers; they are in the pool's required range. `flipped`: for each whether it is seen in a
/// mirror, labels and all; empty for none.
PortraitBatch portraitBatch(const SamplePool &pool, const std::vector<std::uint64_t> &indices,
                            const torch::Device &device, const std::vector<bool> &flipped = {});

} // namespace imago::train::neural
