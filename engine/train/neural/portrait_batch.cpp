// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/neural/portrait_batch.h"

#include "engine/latent/neural/normalisation.h"
#include "engine/train/portrait_sample.h"

#include <algorithm>
#include <cstring>

namespace imago::train::neural {

using latent::kIdentitySize;
using latent::neural::kNetworkAttributes;
using torch::Tensor;

namespace {

// Rows of `side` pixels, left to right or right to left.
template <typename Pixel>
void copyRows(const Pixel *from, Pixel *to, int side, bool flip)
{
    for (int row = 0; row < side; ++row, from += side, to += side) {
        if (flip)
            std::reverse_copy(from, from + side, to);
        else
            std::copy_n(from, side, to);
    }
}

} // namespace

PortraitBatch portraitBatch(const SamplePool &pool, const std::vector<std::uint64_t> &indices,
                            const torch::Device &device, const std::vector<bool> &flipped)
{
    const auto size = static_cast<std::int64_t>(indices.size());
    Tensor pictures = torch::empty({size, kPortraitSide, kPortraitSide, 4}, torch::kUInt8);
    Tensor parts = torch::empty({size, kPartsSide, kPartsSide}, torch::kUInt8);
    Tensor attributes = torch::empty({size, static_cast<std::int64_t>(kNetworkAttributes)});
    Tensor z = torch::empty({size, static_cast<std::int64_t>(kIdentitySize)});
    Tensor landmarks = torch::empty({size, static_cast<std::int64_t>(kLandmarks), 2});
    Tensor changed = torch::empty({size / 2});
    for (std::size_t i = 0; i < indices.size(); ++i) {
        const auto *sample = reinterpret_cast<const PortraitSample *>(pool.sample(indices[i]).data());
        const bool flip = !flipped.empty() && flipped[i];
        using Rgba = std::array<std::uint8_t, 4>;
        copyRows(reinterpret_cast<const Rgba *>(sample->rgba.data()),
                 reinterpret_cast<Rgba *>(pictures.data_ptr<std::uint8_t>() + i * sample->rgba.size()), kPortraitSide,
                 flip);
        copyRows(sample->parts.data(), parts.data_ptr<std::uint8_t>() + i * sample->parts.size(), kPartsSide, flip);
        latent::Point point{sample->attributes, sample->z};
        if (flip)
            point = latent::mirrored(point);
        float *a = attributes.data_ptr<float>() + i * kNetworkAttributes;
        for (std::size_t k = 0; k < kNetworkAttributes; ++k)
            a[k] = latent::neural::toNetwork(k, point.attributes[k]);
        std::ranges::copy(point.z, z.data_ptr<float>() + i * kIdentitySize);
        float *place = landmarks.data_ptr<float>() + i * 2 * kLandmarks;
        for (const auto &[x, y] : flip ? sample->opposites : sample->landmarks) {
            *place++ = flip ? -x : x;
            *place++ = y;
        }
        if (i % 2 == 1)
            changed.data_ptr<float>()[i / 2] = sample->changed >= 0 ? 1.0F : 0.0F;
    }
    PortraitBatch batch;
    // N x H x W x 4 in memory is what torch calls channels last.
    batch.picture = pictures.to(device).permute({0, 3, 1, 2}).to(torch::kFloat).div_(127.5).sub_(1.0);
    batch.parts = parts.to(device).to(torch::kLong);
    batch.attributes = attributes.to(device);
    batch.z = z.to(device);
    batch.landmarks = landmarks.to(device);
    batch.changed = changed.to(device);
    return batch;
}

} // namespace imago::train::neural
