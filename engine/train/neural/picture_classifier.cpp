// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/neural/picture_classifier.h"

#include "engine/core/random.h"
#include "engine/files/package.h"
#include "engine/tensor/device.h"
#include "engine/tensor/guard.h"
#include "engine/tensor/weights.h"
#include "engine/train/model_plan.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numbers>
#include <numeric>
#include <utility>

namespace imago::train::neural {

using files::Json;
using torch::Tensor;

namespace {

constexpr const char *kArchitecture = "imago.picture-classifier";
constexpr int kVersion = 1;
constexpr const char *kRole = "classifier";
constexpr const char *kWeightsFile = "weights/classifier.safetensors";
constexpr std::size_t kBatch = 128;
constexpr std::size_t kPixels = std::size_t{PictureClassifierImpl::kSide} * PictureClassifierImpl::kSide;

// n x 3 x 32 x 32 in [-1, 1] from premultiplied RGBA8, over mid-grey.
Tensor picturesOf(const Tensor &bytes)
{
    const Tensor values = bytes.to(torch::kFloat).permute({0, 3, 1, 2}) / 127.5;
    const Tensor alpha = values.narrow(1, 3, 1) / 2;
    return (values.narrow(1, 0, 3) + (1 - alpha) - 1).contiguous(at::MemoryFormat::ChannelsLast);
}

struct Batch
{
    Tensor pictures; ///< n x 32 x 32 x 4 bytes
    Tensor classes;  ///< n
};

Result<Batch> batchOf(const PictureSource &source, std::span<const std::size_t> samples)
{
    const auto count = static_cast<std::int64_t>(samples.size());
    Batch batch{torch::empty({count, PictureClassifierImpl::kSide, PictureClassifierImpl::kSide, 4}, torch::kByte),
                torch::empty({count}, torch::kLong)};
    std::vector<std::uint8_t> sample(source.sampleBytes());
    for (std::size_t i = 0; i < samples.size(); ++i) {
        if (const Status drawn = source.draw(samples[i], sample); !drawn)
            return tl::unexpected(drawn.error());
        PictureHead head;
        std::memcpy(&head, sample.data(), sizeof(head));
        batch.classes.data_ptr<std::int64_t>()[i] = head.classIndex;
        std::memcpy(batch.pictures.data_ptr<std::uint8_t>() + i * kPixels * 4,
                    sample.data() + sample.size() - kPixels * 4, kPixels * 4);
    }
    return batch;
}

// Each picture moved by up to two pixels, and mirrored half the time.
Tensor moved(const Tensor &bytes, bool mirror, Random &random)
{
    constexpr std::int64_t kReach = 2;
    Tensor result = torch::empty_like(bytes);
    for (std::int64_t i = 0; i < bytes.size(0); ++i) {
        const auto step = [&random] { return static_cast<std::int64_t>(random.below(2 * kReach + 1)) - kReach; };
        Tensor picture = torch::roll(bytes[i], {step(), step()}, {0, 1}); // the rims of padded pictures are of one tone
        if (mirror && random.chance(0.5))
            picture = picture.flip({1});
        result[i].copy_(picture);
    }
    return result;
}

// Up for a fifth of the time, then down to nothing (Smith and Topin 2018).
double oneCycle(std::int64_t step, std::int64_t steps)
{
    constexpr double kPeak = 2e-3;
    constexpr double kUp = 0.2;
    const double at = static_cast<double>(step) / static_cast<double>(steps);
    if (at < kUp)
        return kPeak * (0.1 + 0.9 * at / kUp);
    return kPeak * (0.5 + 0.5 * std::cos(std::numbers::pi * (at - kUp) / (1 - kUp)));
}

struct Measured
{
    double accuracy = 0;
    double featureVariance = 1;
};

Result<Measured> measure(PictureClassifier &network, const PictureSource &source, std::span<const std::size_t> samples)
{
    const torch::NoGradGuard noGradients;
    std::int64_t right = 0;
    std::vector<Tensor> all;
    for (std::size_t first = 0; first < samples.size(); first += kBatch) {
        const Result<Batch> batch = batchOf(source, samples.subspan(first, std::min(kBatch, samples.size() - first)));
        if (!batch)
            return tl::unexpected(batch.error());
        all.push_back(network->features(picturesOf(batch->pictures)));
        right += (network->classes(all.back()).argmax(1) == batch->classes).sum().item<std::int64_t>();
    }
    return Measured{static_cast<double>(right) / static_cast<double>(samples.size()),
                    torch::cat(all).var(0).mean().item<double>()};
}

std::vector<std::size_t> labelled(const PictureSource &source, std::size_t first, std::size_t count)
{
    std::vector<std::size_t> samples;
    std::vector<std::uint8_t> sample(source.sampleBytes());
    for (std::size_t i = first; i < first + count; ++i) {
        PictureHead head;
        if (source.draw(i, sample))
            std::memcpy(&head, sample.data(), sizeof(head));
        if (head.classIndex >= 0)
            samples.push_back(i);
    }
    return samples;
}

Status write(const ClassifierTraining &order, PictureClassifier &network, const ClassifierQuality &quality,
             double variance)
{
    files::Manifest manifest;
    manifest.id = order.id;
    manifest.version = "1.0.0";
    manifest.title["en"] = order.title;
    manifest.kind = "classifier";
    manifest.license = order.license;
    manifest.networks = {
        {kRole,
         kArchitecture,
         kVersion,
         {{"classes", order.pictures->set().classes}, {"featureScale", 1 / std::sqrt(std::max(variance, 1e-12))}},
         kWeightsFile}};
    manifest.training = {{"pictures", order.pictures->set().training}, {"epochs", order.epochs}, {"seed", order.seed},
                         {"steps", quality.steps}, {"accuracy", quality.accuracy}, {"measuredOn", quality.measured},
                         {"heldOut", quality.onHeldOut}};
    tensor::TensorBundle bundle;
    bundle.addModule(*network, files::DType::F16);
    const Result<std::vector<std::uint8_t>> weights = files::toSafeTensors(bundle.views());
    if (!weights)
        return tl::unexpected(weights.error());
    const files::PackageFile file{kWeightsFile, *weights};
    return files::writePackage(order.output, manifest, std::span(&file, 1));
}

Result<std::optional<ClassifierQuality>> train(const ClassifierTraining &order, jobs::JobContext &context)
{
    const PictureSet &set = order.pictures->set();
    if (set.size != Size{PictureClassifierImpl::kSide, PictureClassifierImpl::kSide} || set.classes.size() < 2)
        return fail(ErrorCode::BadInput, "a judge learns from pictures of 32 x 32 with two classes at least",
                    "classes");
    if (const Status fits = checkLabels(set.classes.size(), 0); !fits)
        return tl::unexpected(fits.error());
    const std::vector<std::size_t> training = labelled(*order.pictures, 0, set.training);
    const std::vector<std::size_t> heldOut = labelled(*order.pictures, set.training, set.heldOut);
    if (training.size() < 2)
        return fail(ErrorCode::BadInput, "too few pictures have a class", "classes");

    tensor::setThreads(order.threads);
    torch::manual_seed(order.seed);
    PictureClassifier network(static_cast<std::int64_t>(set.classes.size()));
    torch::optim::Adam optimiser(network->parameters());
    const auto batches = static_cast<std::int64_t>((training.size() + kBatch - 1) / kBatch);
    const std::int64_t steps = batches * order.epochs;
    std::vector<std::size_t> shuffled = training;
    for (std::int64_t step = 0; step < steps; ++step) {
        if (context.stopRequested())
            return std::nullopt;
        const std::int64_t at = step % batches;
        Random random(mixSeed(order.seed, static_cast<std::uint64_t>(step)));
        for (std::size_t i = at == 0 ? shuffled.size() : 0; i > 1; --i)
            std::swap(shuffled[i - 1], shuffled[random.below(i)]);
        const std::size_t first = static_cast<std::size_t>(at) * kBatch;
        const Result<Batch> batch =
            batchOf(*order.pictures, std::span(shuffled).subspan(first, std::min(kBatch, shuffled.size() - first)));
        if (!batch)
            return tl::unexpected(batch.error());
        static_cast<torch::optim::AdamOptions &>(optimiser.param_groups()[0].options()).lr(oneCycle(step, steps));
        optimiser.zero_grad();
        const Tensor pictures = picturesOf(moved(batch->pictures, order.mirror, random));
        torch::cross_entropy_loss(network->classes(network->features(pictures)), batch->classes).backward();
        optimiser.step();
        context.report(jobs::Stage::Training, static_cast<int>(step + 1), static_cast<int>(steps));
    }
    ClassifierQuality quality;
    quality.steps = steps;
    quality.onHeldOut = !heldOut.empty();
    const std::vector<std::size_t> &measured = heldOut.empty() ? training : heldOut;
    quality.measured = measured.size();
    const Result<Measured> result = measure(network, *order.pictures, measured);
    if (!result)
        return tl::unexpected(result.error());
    quality.accuracy = result->accuracy;
    if (const Status written = write(order, network, quality, result->featureVariance); !written)
        return tl::unexpected(written.error());
    return quality;
}

class ClassifierReader final : public PictureReader
{
public:
    ClassifierReader(const files::Package &package, PictureClassifier network, std::vector<std::string> classes,
                     double scale)
        : m_description(package.manifest().id + " " + package.manifest().version + ", the " +
                        std::to_string(PictureClassifierImpl::kFeatures) + " features of a classifier")
        , m_hash(package.hash())
        , m_weightsHash(package.weightsHash(kRole))
        , m_network(std::move(network))
        , m_classes(std::move(classes))
        , m_scale(scale)
    {
    }

    std::string description() const override { return m_description; }
    std::string hash() const override { return m_hash; }
    std::string weightsHash() const override { return m_weightsHash; }
    Size pictureSize() const override { return {PictureClassifierImpl::kSide, PictureClassifierImpl::kSide}; }
    std::size_t featureSize() const override { return PictureClassifierImpl::kFeatures; }
    const std::vector<std::string> &classNames() const override { return m_classes; }

    Result<Reading> read(std::span<const std::uint8_t> pixels) override
    {
        return tensor::guard([&]() -> Result<Reading> {
            const torch::NoGradGuard noGradients;
            const auto count = static_cast<std::int64_t>(pixels.size() / (kPixels * 4));
            Tensor bytes =
                torch::empty({count, PictureClassifierImpl::kSide, PictureClassifierImpl::kSide, 4}, torch::kByte);
            std::memcpy(bytes.data_ptr<std::uint8_t>(), pixels.data(), static_cast<std::size_t>(count) * kPixels * 4);
            const Tensor features = m_network->features(picturesOf(bytes));
            const Tensor classes = m_network->classes(features).argmax(1).to(torch::kInt).contiguous();
            const Tensor scaled = (features * m_scale).contiguous();
            Reading reading{{featureSize(), {scaled.data_ptr<float>(), scaled.data_ptr<float>() + scaled.numel()}},
                            {classes.data_ptr<int>(), classes.data_ptr<int>() + count}};
            return reading;
        });
    }

private:
    std::string m_description;
    std::string m_hash;
    std::string m_weightsHash;
    PictureClassifier m_network;
    std::vector<std::string> m_classes;
    double m_scale;
};

Result<std::shared_ptr<PictureReader>> open(const files::Package &package)
{
    const std::string subject = package.path().filename().string();
    const files::ManifestNetwork *entry = package.manifest().network(kRole);
    if (entry == nullptr || entry->architecture != kArchitecture || entry->version != kVersion)
        return fail(ErrorCode::Incompatible, "this package holds no classifier that this version knows", subject);
    const auto classes = entry->options.find("classes");
    const auto scale = entry->options.find("featureScale");
    const bool good = classes != entry->options.end() && classes->is_array() && classes->size() >= 2 &&
                      classes->size() <= kMostLabels &&
                      std::ranges::all_of(*classes, [](const Json &name) { return name.is_string(); }) &&
                      scale != entry->options.end() && scale->is_number() && std::isfinite(scale->get<double>()) &&
                      scale->get<double>() > 0;
    if (!good)
        return fail(ErrorCode::FileDamaged, "the classifier's options are not what they should be", subject);
    const Result<files::SafeTensors> weights = package.readTensors(entry->file);
    if (!weights)
        return tl::unexpected(weights.error());
    auto names = classes->get<std::vector<std::string>>();
    PictureClassifier network(static_cast<std::int64_t>(names.size()));
    if (const Status loaded = tensor::loadModule(*network, *weights); !loaded)
        return tl::unexpected(loaded.error());
    return std::make_shared<ClassifierReader>(package, network, std::move(names), scale->get<double>());
}

torch::nn::Conv2d convolution(std::int64_t in, std::int64_t out, std::int64_t side, std::int64_t stride)
{
    torch::nn::Conv2d layer(torch::nn::Conv2dOptions(in, out, side).stride(stride).padding(side / 2));
    torch::nn::init::kaiming_normal_(layer->weight, 0, torch::kFanIn, torch::kReLU);
    torch::nn::init::zeros_(layer->bias);
    return layer;
}

} // namespace

PictureClassifierImpl::PictureClassifierImpl(std::int64_t classes)
    : m_first(register_module("first", convolution(3, 32, 5, 2)))
    , m_second(register_module("second", convolution(32, 64, 3, 1)))
    , m_third(register_module("third", convolution(64, 96, 3, 1)))
    , m_features(register_module("features", torch::nn::Linear(96 * 4 * 4, kFeatures)))
    , m_classes(register_module("classes", torch::nn::Linear(kFeatures, classes)))
{
}

Tensor PictureClassifierImpl::features(const Tensor &pictures)
{
    Tensor x = torch::relu(m_first(pictures));                   // 16 x 16
    x = torch::max_pool2d(torch::relu(m_second(x)), 2);          // 8 x 8
    x = torch::max_pool2d(torch::relu(m_third(x)), 2).flatten(1); // 4 x 4
    return m_features(x);
}

Tensor PictureClassifierImpl::classes(const Tensor &features)
{
    return m_classes(torch::relu(features));
}

Result<std::optional<ClassifierQuality>> trainClassifier(const ClassifierTraining &order, jobs::JobContext &context)
{
    return tensor::guard([&] { return train(order, context); });
}

Result<std::shared_ptr<PictureReader>> openClassifier(const std::filesystem::path &path)
{
    const Result<files::Package> package = files::openPackage(path);
    if (!package)
        return tl::unexpected(package.error());
    return tensor::guard([&] { return open(*package); });
}

} // namespace imago::train::neural
