// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/latent/neural/explorable_model.h"

#include "engine/core/random.h"
#include "engine/files/resample.h"
#include "engine/latent/neural/drawing.h"
#include "engine/latent/neural/picture_package.h"
#include "engine/latent/neural/slider_file.h"
#include "engine/tensor/bridge.h"
#include "engine/tensor/device.h"
#include "engine/tensor/guard.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <mutex>
#include <utility>

namespace imago::latent::neural {

using torch::Tensor;

namespace {

constexpr double kRefineRate = 0.03;
constexpr double kHeldByStart = 2e-4; // how much the walk is held at where it began
constexpr std::uint64_t kLatentStream = 1;
constexpr std::uint64_t kClassStream = 2;
constexpr int kMeanDraws = 256; // of z, to find each class's mean style

// The middle of the picture in the model's shape, resized.
Image framed(const Image &picture, Size size)
{
    const double scale = std::min(static_cast<double>(picture.width()) / size.width,
                                  static_cast<double>(picture.height()) / size.height);
    const int width = std::clamp(static_cast<int>(std::lround(size.width * scale)), 1, picture.width());
    const int height = std::clamp(static_cast<int>(std::lround(size.height * scale)), 1, picture.height());
    Image middle({width, height}, picture.format());
    const std::size_t left = static_cast<std::size_t>(picture.width() - width) / 2 * picture.bytesPerPixel();
    const int top = (picture.height() - height) / 2;
    for (int y = 0; y < height; ++y)
        std::memcpy(middle.row(y), picture.row(top + y) + left, middle.bytesPerRow());
    return files::resample(middle, size);
}

class TrainedModel final : public ExplorableModel
{
public:
    TrainedModel(files::Package package, PictureModel model, SliderSet sliders)
        : m_package(std::move(package))
        , m_model(std::move(model))
        , m_sliders(std::move(sliders))
    {
        prepareToDraw(*m_model.decoder);
        if (!m_model.encoder.is_empty())
            prepareToDraw(*m_model.encoder);
        findMeanStyles();
    }

    std::string id() const override { return m_model.id; }
    std::string hash() const override { return m_package.drawingHash(); }
    std::string title(const std::string &language) const override
    {
        const auto &titles = m_package.manifest().title;
        const auto found = titles.find(language);
        return found != titles.end() ? found->second : m_model.title;
    }
    Size pictureSize() const override { return shape().size; }
    bool hasAlpha() const override { return shape().alpha; }
    std::size_t styleSize() const override { return static_cast<std::size_t>(shape().style); }
    bool canEncode() const override { return !m_model.encoder.is_empty(); }
    const std::vector<std::string> &classNames() const override { return m_model.labels.classes; }
    const std::vector<ExploreSlider> &sliders() const override { return m_sliders.sliders; }

    Result<ImagePtr> render(const ExplorePoint &point, std::stop_token stop) override
    {
        if (stop.stop_requested())
            return ImagePtr();
        return tensor::guard([&]() -> Result<ImagePtr> {
            const std::scoped_lock lock(m_mutex);
            tensor::setThreads(1);
            const torch::InferenceMode inference;
            const Result<Tensor> style = styleOf(point);
            if (!style)
                return tl::unexpected(style.error());
            return toPicture(m_model.decoder->draw(*style));
        });
    }

    Result<ExplorePoint> encode(const Image &picture, int steps, const EncodeProgress &progress, std::stop_token stop,
                                double *error) override
    {
        if (picture.empty())
            return fail(ErrorCode::BadInput, "there is no picture");
        return tensor::guard([&]() -> Result<ExplorePoint> {
            const std::scoped_lock lock(m_mutex);
            tensor::setThreads(1);
            const Tensor wanted = tensor::toTensor(framed(picture, shape().size)).narrow(1, 0, shape().planes());
            ExplorePoint point;
            Tensor style = start(wanted, point);
            style = walked(style, wanted, steps, progress, stop);
            const torch::InferenceMode inference;
            if (error != nullptr)
                *error = 0.5 * (m_model.decoder->draw(style).clamp(-1.0, 1.0) - wanted).abs().mean().item<double>();
            const Tensor flat = style.contiguous();
            point.style.assign(flat.data_ptr<float>(), flat.data_ptr<float>() + flat.numel());
            return point;
        });
    }

    std::vector<double> coordinates(const ExplorePoint &point) override
    {
        const Result<std::vector<double>> read = tensor::guard([&]() -> Result<std::vector<double>> {
            const std::scoped_lock lock(m_mutex);
            const torch::InferenceMode inference;
            const Result<Tensor> style = styleOf(point);
            if (!style)
                return tl::unexpected(style.error());
            if (m_sliders.sliders.empty())
                return std::vector<double>();
            const Tensor values = m_sliders.read(*style).to(torch::kDouble).contiguous();
            return std::vector<double>(values.data_ptr<double>(), values.data_ptr<double>() + values.numel());
        });
        return read ? *read : std::vector<double>();
    }

private:
    const PictureShape &shape() const { return m_model.decoder->shape; }

    PictureLabels labelsOf(int classIndex, std::int64_t count) const
    {
        PictureLabels labels;
        if (shape().classes > 0) {
            labels.classes = torch::zeros({count, shape().classes});
            if (classIndex >= 0)
                labels.classes.select(1, classIndex).fill_(1.0);
        }
        if (shape().attributes > 0)
            labels.attributes = torch::zeros({count, shape().attributes});
        return labels;
    }

    void findMeanStyles()
    {
        const torch::InferenceMode inference;
        const Tensor z = m_model.spread.of(normals(0, kMeanDraws));
        for (int c = 0; c < std::max(1, shape().classes); ++c)
            m_means.push_back(
                m_model.decoder->style(z, labelsOf(shape().classes > 0 ? c : -1, kMeanDraws)).mean(0, true));
    }

    Tensor normals(std::uint64_t seed, std::int64_t count) const
    {
        Tensor z = torch::empty({count, shape().latent});
        Random random(mixSeed(seed, kLatentStream));
        float *to = z.data_ptr<float>();
        for (std::int64_t i = 0; i < z.numel(); ++i)
            to[i] = static_cast<float>(random.normal());
        return z;
    }

    // By how often the classes occur.
    int classOf(std::uint64_t seed) const
    {
        double left = Random(mixSeed(seed, kClassStream)).uniform();
        const std::vector<double> &shares = m_model.labels.classShares;
        for (std::size_t i = 0; i < shares.size(); ++i) {
            left -= shares[i];
            if (left < 0.0)
                return static_cast<int>(i);
        }
        return shape().classes - 1;
    }

    Result<Tensor> styleOf(const ExplorePoint &point)
    {
        if (point.classIndex >= shape().classes || point.classIndex < -1)
            return fail(ErrorCode::BadInput, "the model has no such class", std::to_string(point.classIndex));
        if (!point.style.empty() && point.style.size() != styleSize())
            return fail(ErrorCode::BadInput, "this place belongs to another model");
        if (point.values.size() > m_sliders.sliders.size())
            return fail(ErrorCode::BadInput, "the model has fewer sliders than this place");
        Tensor style;
        if (!point.style.empty()) {
            style = torch::tensor(at::ArrayRef<float>(point.style)).unsqueeze(0);
        } else {
            const int classIndex = point.classIndex >= 0 ? point.classIndex : classOf(point.seed);
            style = m_model.decoder->style(m_model.spread.of(normals(point.seed, 1)), labelsOf(classIndex, 1));
            const Tensor &mean = m_means[static_cast<std::size_t>(std::max(classIndex, 0))];
            style = mean + (style - mean) * std::clamp(point.variety, 0.0, 2.0);
        }
        for (std::size_t i = 0; i < point.values.size(); ++i) {
            if (!std::isfinite(point.values[i]))
                return fail(ErrorCode::BadInput, "a slider's value is no number");
            const ExploreSlider &slider = m_sliders.sliders[i];
            const double value = std::clamp(point.values[i], 2.0 * slider.low, 2.0 * slider.high);
            if (value != 0.0)
                style = style + m_sliders.directions[static_cast<std::int64_t>(i)] * value;
        }
        return style;
    }

    ImagePtr toPicture(const Tensor &drawn) const
    {
        const Tensor picture =
            shape().alpha ? drawn : torch::cat({drawn, torch::ones_like(drawn.narrow(1, 0, 1))}, 1);
        return std::make_shared<const Image>(tensor::toImage(picture));
    }

    // Where the walk begins: for each class what the encoder reads (or the mean), the one that is nearest.
    Tensor start(const Tensor &wanted, ExplorePoint &point)
    {
        const torch::InferenceMode inference;
        Tensor best;
        double least = 0.0;
        for (int c = 0; c < std::max(1, shape().classes); ++c) {
            const int classIndex = shape().classes > 0 ? c : -1;
            Tensor style = m_means[static_cast<std::size_t>(c)];
            if (canEncode()) {
                const PictureLabels labels = labelsOf(classIndex, 1);
                style = m_model.decoder->style(m_model.encoder(wanted, labels).mean, labels);
            }
            const double error = (m_model.decoder->draw(style) - wanted).abs().mean().item<double>();
            if (!best.defined() || error < least) {
                best = style;
                least = error;
                point.classIndex = classIndex;
            }
        }
        return best;
    }

    // Downhill from there (Adam).
    Tensor walked(const Tensor &from, const Tensor &wanted, int steps, const EncodeProgress &progress,
                  const std::stop_token &stop)
    {
        if (steps <= 0)
            return from;
        const Tensor begin = from.clone();
        Tensor style = from.clone().requires_grad_(true);
        torch::optim::Adam optimiser({style}, torch::optim::AdamOptions(kRefineRate));
        for (int step = 0; step < steps && !stop.stop_requested(); ++step) {
            optimiser.zero_grad();
            const Tensor drawn = m_model.decoder->draw(style);
            const Tensor difference = drawn - wanted;
            const Tensor loss = difference.abs().mean() + torch::avg_pool2d(difference, 4).abs().mean() +
                                kHeldByStart * (style - begin).square().sum();
            loss.backward();
            optimiser.step();
            if (progress && !progress(step + 1, steps, toPicture(drawn.detach())))
                break;
        }
        return style.detach();
    }

    files::Package m_package;
    PictureModel m_model;
    SliderSet m_sliders;
    std::vector<Tensor> m_means; ///< 1 x style, of each class.
    std::mutex m_mutex;
};

} // namespace

Result<std::shared_ptr<ExplorableModel>> openExplorable(const std::filesystem::path &path)
{
    return tensor::guard([&]() -> Result<std::shared_ptr<ExplorableModel>> {
        const Result<files::Package> package = files::openPackage(path);
        if (!package)
            return tl::unexpected(package.error());
        tensor::setThreads(1);
        Result<PictureModel> model = readPictureModel(*package);
        if (!model)
            return tl::unexpected(model.error());
        Result<SliderSet> sliders = readSliders(*package, model->decoder->shape.style);
        if (!sliders)
            return tl::unexpected(sliders.error());
        auto opened = std::make_shared<TrainedModel>(*package, *std::move(model), *std::move(sliders));
        for (int i = 0; i < 2; ++i) { // the first decode also builds the convolutions' kernels
            if (const Result<ImagePtr> warm = opened->render({}, {}); !warm)
                return tl::unexpected(warm.error());
        }
        return std::shared_ptr<ExplorableModel>(opened);
    });
}

} // namespace imago::latent::neural
