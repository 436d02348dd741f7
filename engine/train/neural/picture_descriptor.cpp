// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/neural/picture_descriptor.h"

#include "engine/core/oklab_matrices.h"

#include <algorithm>
#include <array>

namespace imago::train::neural {

using torch::Tensor;

namespace {

constexpr std::int64_t kLookedAtSide = 64; // at most: finer edges are texture, which is not looked at
constexpr std::int64_t kColourSide = 16;
constexpr std::int64_t kEdgeSide = 8;
constexpr double kChroma = 2.0; // what a step of chroma counts in an edge beside one of lightness
constexpr double kFaint = 1e-3; // edges below vanish in the root

Tensor mixed(const Tensor &planes, const std::array<float, 9> &matrix)
{
    return torch::conv2d(planes, torch::tensor(c10::ArrayRef<float>(matrix), planes.options().device(torch::kCPU))
                                     .view({3, 3, 1, 1})
                                     .to(planes.device()));
}

Tensor oklab(const Tensor &srgb)
{
    const Tensor light = torch::where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055).pow(2.4));
    return mixed(mixed(light, kOklabCones).clamp_min(0.0).pow(1.0 / 3.0), kOklabFromRoots);
}

Tensor cells(const Tensor &planes, std::int64_t side)
{
    return torch::adaptive_avg_pool2d(planes, {std::min(side, planes.size(2)), std::min(side, planes.size(3))})
        .flatten(1);
}

} // namespace

PictureDescriptor describePictures(const Tensor &pictures)
{
    const Tensor clamped = pictures.clamp(-1.0, 1.0) * 0.5 + 0.5;
    const Tensor seen = torch::adaptive_avg_pool2d(
        clamped, {std::min(kLookedAtSide, clamped.size(2)), std::min(kLookedAtSide, clamped.size(3))});
    const Tensor lab = oklab(seen.narrow(1, 0, 3));
    Tensor planes = lab;
    if (seen.size(1) > 3)
        planes = torch::cat({lab, seen.narrow(1, 3, seen.size(1) - 3)}, 1);

    Tensor weighted = planes.clone();
    weighted.narrow(1, 1, 2).mul_(kChroma);
    const std::int64_t height = weighted.size(2), width = weighted.size(3);
    const Tensor across = (weighted.narrow(3, 2, width - 2) - weighted.narrow(3, 0, width - 2)).abs();
    const Tensor down = (weighted.narrow(2, 2, height - 2) - weighted.narrow(2, 0, height - 2)).abs();
    const Tensor edges = torch::cat({cells(across, kEdgeSide), cells(down, kEdgeSide)}, 1);
    return {cells(planes, kColourSide), (edges + kFaint).sqrt()};
}

} // namespace imago::train::neural
