// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/style/neural/style_package.h"

#include "engine/files/package.h"
#include "engine/files/resample.h"
#include "engine/style/detail.h"
#include "engine/style/neural/layers.h"
#include "engine/style/neural/learner.h"
#include "engine/style/neural/picture_tensor.h"
#include "engine/style/neural/prediction.h"
#include "engine/style/neural/refiner.h"
#include "engine/style/neural/transform.h"
#include "engine/style/octave_transfer.h"
#include "engine/style/photo.h"
#include "engine/style/region.h"
#include "engine/tensor/device.h"
#include "engine/tensor/guard.h"

#include <algorithm>
#include <cmath>
#include <mutex>
#include <optional>
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
// Octaves overlap, so that moving one moves its neighbours: once more brings all of them nearer.
constexpr int kTransfers = 2;
constexpr int kRefinedTransfers = 4; // which has the time, and needs no photo shining through
// How much of a painted picture the photo is, before each transfer, at the most structure.
constexpr double kMostShining = 0.28;
constexpr const char *kPredictionRole = "prediction";
constexpr const char *kTransformRole = "transform";

Size readingSize(Size picture)
{
    const double scale = static_cast<double>(kShortSide) / std::min(picture.width, picture.height);
    const auto side = [scale](int before) {
        const int scaled = static_cast<int>(std::lround(before * scale / kSideStep)) * kSideStep;
        return std::clamp(scaled, kShortSide, kLongSide);
    };
    return {side(picture.width), side(picture.height)};
}

// Never enlarged.
OctaveMoments octavesAt(const Image &painting, int side)
{
    if (std::max(painting.width(), painting.height()) <= side)
        return octaveMoments(painting);
    return octaveMoments(files::resample(painting, fitted(painting.size(), side)));
}

std::shared_ptr<const OctaveStatistics> octavesOf(const Image &painting)
{
    const auto result = std::make_shared<OctaveStatistics>();
    for (std::size_t i = 0; i < kOctaveSides.size(); ++i)
        (*result)[i] = octavesAt(painting, kOctaveSides[i]);
    return result;
}

// What the octaves of a refined picture are to be like: those of the paintings at its size and strokes. Nothing where
// they are not known, or the photo's own are among them.
std::optional<OctaveMoments> octavesAimedAt(const Refinement &order, Size picture)
{
    const Result<std::vector<double>> amounts = shares(order.styles);
    if (!amounts || order.strength < 1.0)
        return std::nullopt;
    const double side = static_cast<double>(std::max(picture.width, picture.height)) * kOwnStrokeSide /
                        order.strokeSide.value_or(kOwnStrokeSide);
    const int at = std::max(kLeastTiledSide, static_cast<int>(std::lround(side)));
    std::vector<OctaveMoments> each;
    for (const auto &[style, weight] : order.styles) {
        if (!style.octaves)
            return std::nullopt;
        each.push_back(style.painting ? octavesAt(*style.painting, at) : octavesFor(*style.octaves, {at, at}));
    }
    return weightedSum(each, *amounts);
}

// What a style keeps of its painting.
Image keptPainting(const Image &picture)
{
    const int longer = std::max(picture.width(), picture.height());
    if (longer <= kPaintingSide)
        return opaque(picture);
    return opaque(files::resample(picture, fitted(picture.size(), kPaintingSide)));
}

Status checkStyle(const Style &style)
{
    if (style.weights && style.weights->size() != kTransformWeights)
        return fail(ErrorCode::BadInput, "the style's own weights are not those of this network");
    return {};
}

Status checkControls(double structure, const std::optional<int> &strokeSide)
{
    if (!(structure >= 0.0 && structure <= 1.0))
        return fail(ErrorCode::BadInput, "the structure must be between 0 and 1");
    if (strokeSide && *strokeSide < kLeastStrokeSide)
        return fail(ErrorCode::BadInput, "the strokes are too large");
    return {};
}

Status checkRefinement(const Refinement &order, Size photo)
{
    if (Status fine = checkSides(photo); !fine)
        return fine;
    if (const auto amounts = shares(order.styles); !amounts)
        return tl::unexpected(amounts.error());
    for (const WeightedStyle &each : order.styles) {
        if (!each.style.canBeRefined())
            return fail(ErrorCode::BadInput, "this style's card holds no statistics; it can only be painted at once");
        if (Status fine = checkStyle(each.style); !fine)
            return fine;
    }
    const auto isShare = [](double value) { return value >= 0.0 && value <= 1.0; };
    if (!isShare(order.strength) || !isShare(order.protectionStrength))
        return fail(ErrorCode::BadInput, "strength and protection must be between 0 and 1");
    if (order.protection) {
        if (Status fits = checkMask(order.protection->size(), photo); !fits)
            return fits;
    }
    return checkControls(order.structure, order.strokeSide);
}

Status checkLearning(const Learning &order)
{
    if (order.content.empty())
        return fail(ErrorCode::BadInput, "there is nothing to learn on");
    for (const Image &picture : order.content) {
        if (std::min(picture.width(), picture.height()) < kLearningSide)
            return fail(ErrorCode::BadInput, "a picture to learn on is too small");
    }
    if (order.steps < 0 || order.weightSteps < 0)
        return fail(ErrorCode::BadInput, "the steps must be 0 or more");
    return checkControls(order.structure, order.strokeSide);
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

    std::string networkHash() const override
    {
        return m_package.manifest().file(m_package.manifest().network(kTransformRole)->file)->sha256;
    }

    Result<Style> styleOf(const Image &picture) override
    {
        if (Status fine = checkSides(picture.size()); !fine)
            return tl::unexpected(std::move(fine).error());
        return tensor::guard([&]() -> Result<Style> {
            const std::scoped_lock lock(m_mutex);
            tensor::setThreads(1);
            const torch::InferenceMode inference;
            const Size size = readingSize(picture.size());
            const Image seen = picture.size() == size ? picture : files::resample(picture, size);
            Style style;
            style.parameters = m_transform.parameters(m_prediction.style(colours(opaque(seen))));
            style.painting = std::make_shared<const Image>(keptPainting(picture));
            style.octaves = octavesOf(*style.painting);
            return style;
        });
    }

    Result<Image> paint(const Image &photo, const Style &style, double structure, int threads,
                        jobs::JobContext &context) override
    {
        if (Status fine = checkSides(photo.size()); !fine)
            return tl::unexpected(std::move(fine).error());
        if (Status fine = checkStyle(style); !fine)
            return tl::unexpected(std::move(fine).error());
        if (Status fine = checkControls(structure, std::nullopt); !fine)
            return tl::unexpected(std::move(fine).error());
        return tensor::guard([&]() -> Result<Image> {
            const std::scoped_lock lock(m_mutex);
            return painted(photo, style, structure, threads, context);
        });
    }

    Result<Image> refine(const Image &photo, const Refinement &order, jobs::JobContext &context) override
    {
        if (Status fine = checkRefinement(order, photo.size()); !fine)
            return tl::unexpected(std::move(fine).error());
        return tensor::guard([&]() -> Result<Image> {
            const std::scoped_lock lock(m_mutex);
            tensor::setThreads(1);
            const Tensor colors = refined(m_prediction, photo, order, context);
            if (!colors.defined())
                return Image();
            Image picture = toPicture(colors, PixelFormat::Rgba16);
            const auto aim = octavesAimedAt(order, picture.size());
            for (int i = 0; aim && i < kRefinedTransfers; ++i) {
                if (!transferOctaves(picture, *aim, order.threads, context.stopToken()))
                    return Image();
            }
            if (picture.size() == photo.size())
                return picture;
            if (std::max(picture.width(), picture.height()) >= std::max(photo.width(), photo.height()))
                return files::resample(picture, photo.size());
            return enlarged(picture, photo, order, context);
        });
    }

    Result<std::optional<LearnedStyle>> learn(const Image &painting, const Learning &order,
                                              jobs::JobContext &context) override
    {
        if (Status fine = checkLearning(order); !fine)
            return tl::unexpected(std::move(fine).error());
        const Result<Style> style = styleOf(painting);
        if (!style)
            return tl::unexpected(style.error());
        return tensor::guard([&]() -> Result<std::optional<LearnedStyle>> {
            const std::scoped_lock lock(m_mutex);
            tensor::setThreads(1); // torch's threads wait for each other, long where the machine is busy
            return learned(m_prediction, m_transform, *style, order, context);
        });
    }

private:
    // The refined picture in the photo's size, with the networks' finer detail.
    Result<Image> enlarged(const Image &refined, const Image &photo, const Refinement &order, jobs::JobContext &context)
    {
        const Result<Style> style = mixed(order.styles);
        if (!style)
            return tl::unexpected(style.error());
        Image picture = painted(photo, *style, order.structure, order.threads, context);
        if (picture.empty() || !takeLowBand(picture, refined, order.threads, context.stopToken()))
            return Image();
        return picture;
    }

    Image painted(const Image &photo, const Style &style, double structure, int threads, jobs::JobContext &context)
    {
        Image picture = paintInStrips(weightsOf(style), photo, style.parameters, threads, context);
        if (picture.empty() || !style.octaves)
            return picture;
        const OctaveMoments &target = octavesFor(*style.octaves, picture.size());
        const double shining = kMostShining * structure;
        for (int i = 0; i < kTransfers; ++i) {
            const std::stop_token &stop = context.stopToken();
            if (!blend(picture, photo, 1.0 - shining, threads, stop) ||
                !transferOctaves(picture, target, threads, stop))
                return Image();
        }
        return picture;
    }

    TransformWeights weightsOf(const Style &style) const
    {
        return style.weights ? m_transform.plus(*style.weights) : m_transform;
    }

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
        Result<StylePrediction> prediction = load<StylePrediction>(*opened, kPredictionRole, "imago.style-prediction");
        if (!prediction)
            return tl::unexpected(std::move(prediction).error());
        Result<TransformWeights> transform = load<TransformWeights>(*opened, kTransformRole, "imago.style-transform");
        if (!transform)
            return tl::unexpected(std::move(transform).error());
        return std::make_shared<AnyStyle>(*opened, std::move(*prediction), std::move(*transform));
    });
}

} // namespace imago::style::neural
