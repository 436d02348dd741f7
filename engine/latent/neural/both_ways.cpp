// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/latent/neural/both_ways.h"

#include "engine/latent/neural/normalisation.h"

namespace imago::latent::neural {

using torch::Tensor;

Encoded readBothWays(PortraitEncoder &encoder, const Tensor &picture)
{
    Point ones;
    ones.attributes.fill(1.0F);
    ones.z.fill(1.0F);
    const Point signs = mirrored(ones);
    const auto row = [&](const float *numbers, std::size_t count) {
        return torch::tensor(at::ArrayRef<float>(numbers, count)).unsqueeze(0).to(picture.device());
    };
    const Tensor attributeSigns = row(signs.attributes.data(), kNetworkAttributes);
    const Tensor identitySigns = row(signs.z.data(), kIdentitySize);
    Encoded read = encoder(picture);
    const Encoded other = encoder(picture.flip({3}).contiguous(picture.suggest_memory_format()));
    read.mean = 0.5 * (read.mean + identitySigns * other.mean);
    read.logVariance = 0.5 * (read.logVariance + other.logVariance);
    read.attributes = 0.5 * (read.attributes + attributeSigns * other.attributes);
    return read;
}

} // namespace imago::latent::neural
