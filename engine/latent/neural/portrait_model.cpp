// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/latent/neural/portrait_model.h"

#include "engine/files/package.h"
#include "engine/files/resample.h"
#include "engine/latent/backdrop.h"
#include "engine/latent/best_point.h"
#include "engine/latent/likeness.h"
#include "engine/latent/neural/both_ways.h"
#include "engine/latent/neural/drawing.h"
#include "engine/latent/neural/normalisation.h"
#include "engine/latent/neural/portrait_package.h"
#include "engine/tensor/bridge.h"
#include "engine/tensor/device.h"
#include "engine/tensor/guard.h"

#include <algorithm>
#include <cmath>
#include <mutex>
#include <utility>

namespace imago::latent::neural {

using files::Json;
using torch::Tensor;

namespace {

constexpr int kSide = 128;
constexpr double kRefineRate = 0.03;
// So many squares are tried along a picture's longer side. Another one than the middle must be that much nearer.
constexpr int kSquares = 5;
constexpr double kClearlyNearer = 0.8;
constexpr int kLongest = 4; // times as long as wide; of what is longer, the middle

// Below these faces are recognisable, but a draft would look like another person than the final picture, or like a
// photo out of focus. Both against renders of people the training never saw.
constexpr double kDraftPsnr = 25.0; // dB
constexpr double kDraftGradientEnergy = 0.5;

class PortraitModel final : public NeuralModel
{
public:
    PortraitModel(files::Package package, PyramidDecoder decoder, PortraitEncoder encoder)
        : m_package(std::move(package))
        , m_decoder(std::move(decoder))
        , m_encoder(std::move(encoder))
    {
        prepareToDraw(*m_decoder);
        prepareToDraw(*m_encoder);
    }

    Size nativeSize() const override { return {kSide, kSide}; }
    bool anySize() const override { return false; }
    std::string id() const override { return m_package.manifest().id; }
    std::string hash() const override { return m_package.hash(); }

    bool drawsDrafts() const override
    {
        const Json report = qualityReport();
        const auto reaches = [&report](const char *figure, double least) {
            const auto value = report.find(figure);
            return value == report.end() || !value->is_number() || value->get<double>() >= least;
        };
        return reaches("psnr", kDraftPsnr) && reaches("gradientEnergy", kDraftGradientEnergy);
    }

    std::vector<std::vector<double>> effects() const override
    {
        const Json report = qualityReport();
        const auto sliders = report.find("sliders");
        if (sliders == report.end() || !sliders->is_object())
            return {};
        std::vector<std::vector<double>> result(PortraitAttributeCount);
        for (const auto &[name, slider] : sliders->items()) {
            const auto changes = slider.is_object() ? slider.find("changesFinal") : slider.end();
            const auto index = findAttribute(name);
            if (!index || changes == slider.end() || !changes->is_object())
                continue;
            result[*index].resize(PortraitAttributeCount, 0.0);
            for (const auto &[other, amount] : changes->items()) {
                const auto changed = findAttribute(other);
                if (changed && amount.is_number())
                    result[*index][*changed] = amount.get<double>();
            }
        }
        return result;
    }

    std::vector<double> judgeR2() const override
    {
        const Json report = qualityReport();
        const auto reading = report.find("encoder");
        if (reading == report.end() || !reading->is_object())
            return {};
        std::vector<double> result(PortraitAttributeCount, 1.0);
        for (const auto &[name, figures] : reading->items()) {
            const auto index = findAttribute(name);
            const auto r2 = figures.is_object() ? figures.find("judgeR2") : figures.end();
            if (index && r2 != figures.end() && r2->is_number())
                result[*index] = r2->get<double>();
        }
        return result;
    }

    Result<ImagePtr> render(const Point &point, Size size, std::stop_token stop) override
    {
        if (size != nativeSize())
            return fail(ErrorCode::BadInput, "the neural decoder draws 128 x 128 only");
        if (stop.stop_requested())
            return ImagePtr();
        return tensor::guard([&]() -> Result<ImagePtr> {
            const std::scoped_lock lock(m_mutex);
            tensor::setThreads(1);
            return std::make_shared<const Image>(drawnAt(point));
        });
    }

    Result<Encoding> encode(const Image &picture, int refineSteps, const EncodeProgress &progress,
                            std::stop_token stop) override
    {
        return tensor::guard([&]() -> Result<Encoding> {
            const Image small = shrunk(picture); // before others have to wait for the networks
            const std::scoped_lock lock(m_mutex);
            tensor::setThreads(1);
            const Image wanted = nearestSquare(small);
            const Tensor input = tensor::toTensor(wanted);
            Encoding result;
            {
                const torch::InferenceMode inference;
                const Encoded encoded = readBothWays(m_encoder, input);
                read(encoded, result);
            }
            if (refineSteps > 0)
                refine(input, refineSteps, result, progress, stop);
            result.reconstruction = errorAt(result.point, input);
            const Image shown = wanted.converted(PixelFormat::Rgba8);
            const Image drawn = drawnAt(result.point);
            result.unexplained = unexplainedShare(drawn, shown);
            result.distance = distanceFromPortraits(result.reconstruction, result.unexplained);
            if (const auto before = withBackdropOf(shown, drawn, result.point.attributes)) {
                result.point.attributes = *before;
                result.backdrop = true;
            }
            return result;
        });
    }

private:
    // What `imago evaluate --store` left in the package; an empty object where nobody measured.
    Json qualityReport() const
    {
        const Result<std::string> text = m_package.readText("quality.json");
        Json report = text ? Json::parse(*text, nullptr, false) : Json::object();
        return report.is_object() ? report : Json::object();
    }

    Tensor decode(const Point &point)
    {
        return m_decoder(attributeTensor(point.attributes), identityTensor(point.z), kSide).picture;
    }

    // The shorter side is kSide afterwards.
    static Image shrunk(const Image &picture)
    {
        const int shorter = std::min(picture.width(), picture.height());
        const int longest = kLongest * shorter;
        const Size middle{std::min(picture.width(), longest), std::min(picture.height(), longest)};
        const auto scaled = [&](int side) {
            return static_cast<int>(std::lround(static_cast<double>(kSide) * side / shorter));
        };
        const Size size{scaled(middle.width), scaled(middle.height)};
        if (middle == picture.size())
            return files::resample(picture, size);
        return files::resample(cutOut(picture, (picture.width() - middle.width) / 2,
                                      (picture.height() - middle.height) / 2, middle),
                               size);
    }

    // Pictures of other shapes are cropped, not squeezed, to the square that a portrait comes nearest to: the face of a
    // photo that is higher than wide is seldom in its middle. `small`: as shrunk() makes it.
    Image nearestSquare(const Image &small)
    {
        constexpr int kMiddle = kSquares / 2;
        Image nearest = squareAt(small, kMiddle);
        if (small.size() == nearest.size())
            return nearest;
        const auto errorOf = [this](const Image &square) {
            const torch::InferenceMode inference;
            const Tensor input = tensor::toTensor(square);
            Encoding encoding;
            read(readBothWays(m_encoder, input), encoding);
            return errorAt(encoding.point, input);
        };
        double least = kClearlyNearer * errorOf(nearest);
        for (int place = 0; place < kSquares; ++place) {
            if (place == kMiddle)
                continue;
            Image square = squareAt(small, place);
            if (const double error = errorOf(square); error < least) {
                least = error;
                nearest = std::move(square);
            }
        }
        return nearest;
    }

    // From the left or the top (0) to the right or the bottom (kSquares - 1).
    static Image squareAt(const Image &picture, int place)
    {
        return cutOut(picture, (picture.width() - kSide) * place / (kSquares - 1),
                      (picture.height() - kSide) * place / (kSquares - 1), {kSide, kSide});
    }

    static Image cutOut(const Image &picture, int left, int top, Size size)
    {
        Image result(size, picture.format());
        const std::size_t before = static_cast<std::size_t>(left) * picture.bytesPerPixel();
        for (int y = 0; y < size.height; ++y)
            std::copy_n(picture.row(top + y) + before, result.bytesPerRow(), result.row(y));
        return result;
    }

    static void read(const Encoded &encoded, Encoding &result)
    {
        result.point = pointOf(encoded.attributes, encoded.mean);
        const Tensor logVariance = encoded.logVariance.contiguous();
        std::copy_n(logVariance.data_ptr<float>(), kIdentitySize, result.logVariance.begin());
    }

    Image drawnAt(const Point &point)
    {
        const torch::InferenceMode inference;
        return tensor::toImage(decode(point));
    }

    double errorAt(const Point &point, const Tensor &wanted)
    {
        const torch::InferenceMode inference;
        return error(decode(point), wanted).item<double>();
    }

    // Colour error inside the portrait; what the picture has behind it is left to unexplainedShare().
    static Tensor error(const Tensor &drawn, const Tensor &wanted)
    {
        const Tensor inside = (0.5 + 0.5 * drawn.narrow(1, 3, 1)).clamp(0.0, 1.0).detach();
        const Tensor colour = (drawn.narrow(1, 0, 3) - wanted.narrow(1, 0, 3)).abs() * inside;
        return 0.5 * colour.sum() / (3.0 * inside.sum() + 1.0);
    }

    // Walks attributes and z downhill (Adam) from the encoder's estimate; z is held by its prior. It ends at the best
    // point on the way, as sliders can say it: the last one, with its switches half on, may be worse than the first.
    void refine(const Tensor &input, int steps, Encoding &result, const EncodeProgress &progress,
                std::stop_token stop)
    {
        Tensor attributes = attributeTensor(result.point.attributes).requires_grad_(true);
        Tensor z = identityTensor(result.point.z).requires_grad_(true);
        BestPoint best(result.point, errorAt(result.point, input));
        torch::optim::Adam optimiser({attributes, z}, torch::optim::AdamOptions(kRefineRate));
        for (int step = 0; step < steps && !stop.stop_requested(); ++step) {
            optimiser.zero_grad();
            const Tensor drawn = m_decoder(attributes, z, kSide).picture;
            const Tensor loss = error(drawn, input) + 2e-4 * z.square().sum() +
                                2e-3 * torch::relu(attributes.abs() - 1.7).sum();
            loss.backward();
            optimiser.step();
            const Point reached = pointOf(attributes.detach(), z.detach());
            best.offer(reached, errorAt(reached, input));
            if (progress &&
                !progress(step + 1, steps, std::make_shared<const Image>(tensor::toImage(drawn.detach()))))
                break;
        }
        result.point = best.point();
    }

    files::Package m_package;
    PyramidDecoder m_decoder;
    PortraitEncoder m_encoder;
    std::mutex m_mutex;
};

} // namespace

Result<std::shared_ptr<NeuralModel>> openPortraitModel(const std::filesystem::path &package)
{
    return tensor::guard([&]() -> Result<std::shared_ptr<NeuralModel>> {
        const Result<files::Package> opened = files::openPackage(package);
        if (!opened)
            return tl::unexpected(opened.error());
        tensor::setThreads(1);
        PyramidDecoder decoder = newDecoder();
        PortraitEncoder encoder = newEncoder();
        if (const Status loaded = loadNetworks(*opened, decoder, encoder); !loaded)
            return tl::unexpected(loaded.error());
        auto model = std::make_shared<PortraitModel>(*opened, decoder, encoder);
        for (int i = 0; i < 2; ++i) { // the first decode also builds the convolutions' kernels
            const Result<ImagePtr> warm = model->render(neutralPoint(), model->nativeSize(), {});
            if (!warm)
                return tl::unexpected(warm.error());
        }
        return std::shared_ptr<NeuralModel>(model);
    });
}

} // namespace imago::latent::neural
