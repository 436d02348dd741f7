// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/style/neural/trunk_reader.h"

#include "engine/files/package.h"
#include "engine/style/neural/prediction.h"
#include "engine/tensor/guard.h"

#include <algorithm>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

namespace imago::style::neural {

using torch::Tensor;

namespace {

constexpr int kSide = 128;
constexpr std::size_t kChannels = 192 + 192; // of the last two that features() sees
constexpr std::int64_t kTogether = 16; // pictures at a time: more only take more memory

class TrunkReader final : public train::PictureReader
{
public:
    TrunkReader(const files::Package &package, StylePrediction network)
        : m_description(package.manifest().id + " " + package.manifest().version + ", 384 channels of its MobileNet-v2 trunk")
        , m_hash(package.hash())
        , m_weightsHash(package.weightsHash("prediction"))
        , m_network(std::move(network))
    {
    }

    std::string description() const override { return m_description; }
    std::string hash() const override { return m_hash; }
    std::string weightsHash() const override { return m_weightsHash; }
    Size pictureSize() const override { return {kSide, kSide}; }
    std::size_t featureSize() const override { return kChannels; }
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
                const Tensor values = bytes.to(torch::kFloat).permute({0, 3, 1, 2}) / 255;
                const Tensor picture = values.narrow(1, 0, 3) + (1 - values.narrow(1, 3, 1)) / 2; // over mid-grey
                std::vector<Tensor> blocks = m_network.features(picture);
                const Tensor seen = torch::cat({blocks[blocks.size() - 2].mean({2, 3}), blocks.back().mean({2, 3})}, 1).contiguous();
                reading.features.values.insert(reading.features.values.end(), seen.data_ptr<float>(), seen.data_ptr<float>() + seen.numel());
            }
            return reading;
        });
    }

private:
    std::string m_description;
    std::string m_hash;
    std::string m_weightsHash;
    StylePrediction m_network;
    std::vector<std::string> m_noClasses;
};

} // namespace

Result<std::shared_ptr<train::PictureReader>> openTrunkReader(const std::filesystem::path &path)
{
    const Result<files::Package> package = files::openPackage(path);
    if (!package)
        return tl::unexpected(package.error());
    const files::ManifestNetwork *entry = package->manifest().network("prediction");
    if (entry == nullptr)
        return fail(ErrorCode::Incompatible, "this package holds no style prediction network", path.filename().string());
    const Result<files::SafeTensors> weights = package->readTensors(entry->file);
    if (!weights)
        return tl::unexpected(weights.error());
    return tensor::guard([&]() -> Result<std::shared_ptr<train::PictureReader>> {
        Result<StylePrediction> network = StylePrediction::load(*weights);
        if (!network)
            return tl::unexpected(network.error());
        return std::make_shared<TrunkReader>(*package, std::move(*network));
    });
}

} // namespace imago::style::neural
