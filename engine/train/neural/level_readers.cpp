// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/neural/level_readers.h"

#include "engine/files/package.h"
#include "engine/latent/neural/portrait_package.h"
#include "engine/style/neural/prediction.h"
#include "engine/tensor/guard.h"

#include <algorithm>
#include <cstring>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace imago::train::neural {

using latent::neural::PortraitEncoder;
using style::neural::StylePrediction;
using torch::Tensor;

namespace {

constexpr int kSide = 128;
constexpr std::size_t kTrunkChannels = 192 + 192;
constexpr std::int64_t kTogether = 16; // pictures at a time: more only take more memory

/// A network's levels, finest first, of pictures: N x 4 x kSide x kSide, 0 to 255, colour premultiplied by alpha.
using Levels = std::function<std::vector<Tensor>(const Tensor &)>;

class LevelReader final : public PictureReader
{
public:
    /// `role`: the network's in its package; `name`: its, in words.
    LevelReader(const files::Package &package, const std::string &role, const std::string &name, std::size_t channels,
                Levels levels)
        : m_description(package.manifest().id + " " + package.manifest().version + ", " + std::to_string(channels) +
                        " channels of its " + name)
        , m_hash(package.hash())
        , m_weightsHash(package.weightsHash(role))
        , m_channels(channels)
        , m_levels(std::move(levels))
    {
    }

    std::string description() const override { return m_description; }
    std::string hash() const override { return m_hash; }
    std::string weightsHash() const override { return m_weightsHash; }
    Size pictureSize() const override { return {kSide, kSide}; }
    std::size_t featureSize() const override { return m_channels; }
    const std::vector<std::string> &classNames() const override { return m_noClasses; }

    Result<Reading> read(std::span<const std::uint8_t> pixels) override
    {
        return tensor::guard([&]() -> Result<Reading> {
            const torch::NoGradGuard noGradients;
            constexpr std::size_t kBytes = std::size_t{4} * kSide * kSide;
            const auto count = static_cast<std::int64_t>(pixels.size() / kBytes);
            Reading reading{{featureSize(), {}}, {}};
            for (std::int64_t first = 0; first < count; first += kTogether) {
                const std::int64_t some = std::min(kTogether, count - first);
                Tensor bytes = torch::empty({some, kSide, kSide, 4}, torch::kByte);
                std::memcpy(bytes.data_ptr<std::uint8_t>(), pixels.data() + static_cast<std::size_t>(first) * kBytes,
                            static_cast<std::size_t>(some) * kBytes);
                const std::vector<Tensor> levels = m_levels(bytes.to(torch::kFloat).permute({0, 3, 1, 2}));
                const Tensor seen =
                    torch::cat({levels[levels.size() - 2].mean({2, 3}), levels.back().mean({2, 3})}, 1).contiguous();
                reading.features.values.insert(reading.features.values.end(), seen.data_ptr<float>(),
                                               seen.data_ptr<float>() + seen.numel());
            }
            return reading;
        });
    }

private:
    std::string m_description;
    std::string m_hash;
    std::string m_weightsHash;
    std::size_t m_channels;
    Levels m_levels;
    std::vector<std::string> m_noClasses;
};

} // namespace

Result<std::shared_ptr<PictureReader>> openEncoderReader(const std::filesystem::path &path)
{
    const Result<files::Package> package = files::openPackage(path);
    if (!package)
        return tl::unexpected(package.error());
    return tensor::guard([&]() -> Result<std::shared_ptr<PictureReader>> {
        latent::neural::PyramidDecoder decoder = latent::neural::newDecoder();
        PortraitEncoder encoder = latent::neural::newEncoder();
        if (const Status loaded = latent::neural::loadNetworks(*package, decoder, encoder); !loaded)
            return tl::unexpected(loaded.error());
        encoder->eval();
        const std::vector<int> &channels = encoder->options.channels;
        const auto seen = static_cast<std::size_t>(channels[channels.size() - 2] + channels.back());
        return std::make_shared<LevelReader>(
            *package, "encoder", "encoder", seen, [encoder](const Tensor &picture) mutable {
                return encoder->levels((picture / 127.5 - 1).contiguous(torch::MemoryFormat::ChannelsLast));
            });
    });
}

Result<std::shared_ptr<PictureReader>> openTrunkReader(const std::filesystem::path &path)
{
    const Result<files::Package> package = files::openPackage(path);
    if (!package)
        return tl::unexpected(package.error());
    const files::ManifestNetwork *entry = package->manifest().network("prediction");
    if (entry == nullptr)
        return fail(ErrorCode::Incompatible, "this package holds no style prediction network",
                    path.filename().string());
    const Result<files::SafeTensors> weights = package->readTensors(entry->file);
    if (!weights)
        return tl::unexpected(weights.error());
    return tensor::guard([&]() -> Result<std::shared_ptr<PictureReader>> {
        Result<StylePrediction> network = StylePrediction::load(*weights);
        if (!network)
            return tl::unexpected(network.error());
        return std::make_shared<LevelReader>(
            *package, "prediction", "MobileNet-v2 trunk", kTrunkChannels,
            [trunk = *std::move(network)](const Tensor &picture) {
                const Tensor values = picture / 255;
                return trunk.features(values.narrow(1, 0, 3) + (1 - values.narrow(1, 3, 1)) / 2); // over mid-grey
            });
    });
}

} // namespace imago::train::neural
