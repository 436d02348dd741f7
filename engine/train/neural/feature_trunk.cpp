// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/neural/feature_trunk.h"

#include "engine/files/package.h"
#include "engine/latent/neural/layers.h"

#include <algorithm>

namespace imago::train::neural {

using torch::Tensor;

namespace {

constexpr std::int64_t kLeastSide = 64;
constexpr std::int64_t kSideStep = 8; // the deepest features are at an eighth
constexpr std::array<std::size_t, 3> kJudged = {1, 3, 5}; // of StylePrediction::features(): strides 2, 4 and 8

Tensor onGrey(const Tensor &picture)
{
    Tensor colour = 0.5 + 0.5 * picture.narrow(1, 0, 3);
    if (picture.size(1) == 4)
        colour = colour + 0.5 * (0.5 - 0.5 * picture.narrow(1, 3, 1));
    return colour;
}

Tensor enlarged(const Tensor &x)
{
    const double factor = std::max(1.0, static_cast<double>(kLeastSide) /
                                            static_cast<double>(std::min(x.size(2), x.size(3))));
    const auto side = [factor](std::int64_t before) {
        const auto wanted = static_cast<std::int64_t>(static_cast<double>(before) * factor + 0.5);
        return (wanted + kSideStep - 1) / kSideStep * kSideStep;
    };
    return latent::neural::resized(x, side(x.size(2)), side(x.size(3)));
}

} // namespace

Result<FeatureTrunk> FeatureTrunk::open(const std::filesystem::path &package)
{
    const Result<files::Package> opened = files::openPackage(package);
    if (!opened)
        return tl::unexpected(opened.error());
    const files::ManifestNetwork *entry = opened->manifest().network("prediction");
    if (entry == nullptr)
        return fail(ErrorCode::Incompatible, "this package has no network that reads styles", package.string());
    const Result<files::SafeTensors> weights = opened->readTensors(entry->file);
    if (!weights)
        return tl::unexpected(weights.error());
    Result<style::neural::StylePrediction> network = style::neural::StylePrediction::load(*weights);
    if (!network)
        return tl::unexpected(network.error());
    const files::Manifest &manifest = opened->manifest();
    return FeatureTrunk(*std::move(network), {manifest.id + ' ' + manifest.version, opened->weightsHash(entry->role)});
}

std::vector<Tensor> FeatureTrunk::judged(const Tensor &picture) const
{
    const std::vector<Tensor> seen =
        m_network.features(enlarged(onGrey(picture)).contiguous(torch::MemoryFormat::ChannelsLast));
    std::vector<Tensor> result;
    for (const std::size_t i : kJudged)
        result.push_back(seen[i]);
    return result;
}

Tensor perceptualDistance(const std::vector<Tensor> &a, const std::vector<Tensor> &b)
{
    Tensor total;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const Tensor each = (a[i] - b[i]).abs().mean();
        total = total.defined() ? total + each : each;
    }
    return total / static_cast<double>(a.size());
}

} // namespace imago::train::neural
