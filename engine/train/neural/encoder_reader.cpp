// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/neural/encoder_reader.h"

#include "engine/files/package.h"
#include "engine/latent/neural/portrait_package.h"
#include "engine/tensor/guard.h"

#include <algorithm>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

namespace imago::train::neural {

using latent::neural::PortraitEncoder;
using torch::Tensor;

namespace {

constexpr int kSide = 128;
constexpr std::int64_t kTogether = 16; // pictures at a time: more only take more memory

class EncoderReader final : public PictureReader
{
public:
    EncoderReader(const files::Package &package, PortraitEncoder network)
        : m_hash(package.hash())
        , m_weightsHash(package.weightsHash("encoder"))
        , m_network(std::move(network))
        , m_channels(static_cast<std::size_t>(last(1) + last(0)))
    {
        m_description = package.manifest().id + " " + package.manifest().version + ", " + std::to_string(m_channels) +
                        " channels of its encoder";
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
                const Tensor picture = bytes.to(torch::kFloat).permute({0, 3, 1, 2}) / 127.5 - 1;
                const std::vector<Tensor> levels = m_network->levels(picture.contiguous(torch::MemoryFormat::ChannelsLast));
                const Tensor seen =
                    torch::cat({levels[levels.size() - 2].mean({2, 3}), levels.back().mean({2, 3})}, 1).contiguous();
                reading.features.values.insert(reading.features.values.end(), seen.data_ptr<float>(),
                                               seen.data_ptr<float>() + seen.numel());
            }
            return reading;
        });
    }

private:
    int last(std::size_t before) const { return *(m_network->options.channels.rbegin() + static_cast<std::ptrdiff_t>(before)); }

    std::string m_description;
    std::string m_hash;
    std::string m_weightsHash;
    PortraitEncoder m_network;
    std::size_t m_channels;
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
        return std::make_shared<EncoderReader>(*package, std::move(encoder));
    });
}

} // namespace imago::train::neural
