// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/style/neural/style_package.h"

#include "engine/files/package.h"
#include "engine/files/resample.h"
#include "engine/style/neural/layers.h"
#include "engine/style/neural/prediction.h"
#include "engine/style/neural/transform.h"
#include "engine/style/photo.h"
#include "engine/tensor/device.h"
#include "engine/tensor/guard.h"

#include <algorithm>
#include <cmath>
#include <mutex>
#include <utility>

namespace imago::style::neural {

using files::Json;
using torch::Tensor;

namespace {

// The prediction network was trained on pictures of 256 px; long paintings are read whole up to four times that.
constexpr int kShortSide = 256;
constexpr int kLongSide = 1024;
constexpr int kSideStep = 32; // the network halves five times, and its paddings are those of even sides
constexpr int kVersion = 1;

Size readingSize(Size picture)
{
    const double scale = static_cast<double>(kShortSide) / std::min(picture.width, picture.height);
    const auto side = [scale](int before) {
        const int scaled = static_cast<int>(std::lround(before * scale / kSideStep)) * kSideStep;
        return std::clamp(scaled, kShortSide, kLongSide);
    };
    return {side(picture.width), side(picture.height)};
}

class AnyStyle final : public StyleModel
{
public:
    AnyStyle(files::Package package, StylePrediction prediction, TransformWeights transform)
        : m_package(std::move(package))
        , m_prediction(std::move(prediction))
        , m_transform(std::move(transform))
    {
    }

    std::string id() const override { return m_package.manifest().id; }
    std::string hash() const override { return m_package.hash(); }

    Result<StyleVector> styleOf(const Image &picture) override
    {
        if (Status fine = checkSides(picture.size()); !fine)
            return tl::unexpected(std::move(fine).error());
        return tensor::guard([&]() -> Result<StyleVector> {
            const std::scoped_lock lock(m_mutex);
            tensor::setThreads(1);
            const torch::InferenceMode inference;
            const Size size = readingSize(picture.size());
            const Image seen = picture.size() == size ? picture : files::resample(picture, size);
            const Tensor values = m_prediction.style(colours(opaque(seen))).contiguous();
            StyleVector style{};
            std::copy_n(values.data_ptr<float>(), style.size(), style.begin());
            return style;
        });
    }

    Result<Image> paint(const Image &photo, const StyleVector &style, int threads,
                        jobs::JobContext &context) override
    {
        if (Status fine = checkSides(photo.size()); !fine)
            return tl::unexpected(std::move(fine).error());
        return tensor::guard([&]() -> Result<Image> {
            const std::scoped_lock lock(m_mutex);
            return paintInStrips(m_transform, photo, style, threads, context);
        });
    }

private:
    files::Package m_package;
    StylePrediction m_prediction;
    TransformWeights m_transform;
    std::mutex m_mutex;
};

Result<files::SafeTensors> weights(const files::Package &package, const char *role, const char *architecture)
{
    const files::ManifestNetwork *network = package.manifest().network(role);
    const std::string subject = package.path().filename().string();
    if (network == nullptr)
        return fail(ErrorCode::Incompatible, std::string("the package has no network for ") + role, subject);
    if (network->architecture != architecture || network->version != kVersion ||
        network->options != Json{{"styleSize", kStyleSize}}) {
        return fail(ErrorCode::Incompatible,
                    std::string("its network for ") + role + " has an architecture that this version does not know",
                    subject);
    }
    return package.readTensors(network->file);
}

// Reads one network; the error names the package.
template <typename Network>
Result<Network> load(const files::Package &package, const char *role, const char *architecture)
{
    const Result<files::SafeTensors> file = weights(package, role, architecture);
    if (!file)
        return tl::unexpected(file.error());
    Result<Network> network = Network::load(*file);
    if (!network)
        network.error().subject = package.path().filename().string();
    return network;
}

} // namespace

Result<std::shared_ptr<StyleModel>> openStyleModel(const std::filesystem::path &package)
{
    return tensor::guard([&]() -> Result<std::shared_ptr<StyleModel>> {
        const Result<files::Package> opened = files::openPackage(package);
        if (!opened)
            return tl::unexpected(opened.error());
        tensor::setThreads(1);
        Result<StylePrediction> prediction = load<StylePrediction>(*opened, "prediction", "imago.style-prediction");
        if (!prediction)
            return tl::unexpected(std::move(prediction).error());
        Result<TransformWeights> transform = load<TransformWeights>(*opened, "transform", "imago.style-transform");
        if (!transform)
            return tl::unexpected(std::move(transform).error());
        return std::make_shared<AnyStyle>(*opened, std::move(*prediction), std::move(*transform));
    });
}

} // namespace imago::style::neural
