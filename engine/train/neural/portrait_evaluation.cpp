// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/neural/portrait_evaluation.h"

#include "engine/core/random.h"
#include "engine/files/package.h"
#include "engine/latent/neural/normalisation.h"
#include "engine/latent/neural/portrait_package.h"
#include "engine/latent/population.h"
#include "engine/tensor/bridge.h"
#include "engine/tensor/guard.h"

#include <algorithm>
#include <cmath>

namespace imago::train::neural {

using namespace latent::neural;
using latent::Point;
using torch::Tensor;

namespace {

constexpr int kSide = 128;
constexpr float kBackdrop = -0.1F; // a middle grey, the same for truth and decoder

// A slider's two ends for the comparison: the safe range, but not beyond what people use.
std::pair<float, float> ends(std::size_t index)
{
    const latent::Attribute &a = latent::portraitAttributes()[index];
    return {a.safeLow, a.safeHigh};
}

Tensor overGrey(const Tensor &picture)
{
    const Tensor alpha = (0.5 + 0.5 * picture.narrow(1, 3, 1)).clamp(0.0, 1.0);
    // Premultiplied colour in [-1, 1] is 2 a c - 1; the backdrop adds its share.
    return (picture.narrow(1, 0, 3) + (1.0 - alpha) * (1.0 + kBackdrop)).clamp(-1.0, 1.0);
}

Tensor blurred(const Tensor &x)
{
    return torch::avg_pool2d(x, 3, 1, 1);
}

double gradientEnergy(const Tensor &x)
{
    const Tensor dx = x.slice(3, 1) - x.slice(3, 0, -1);
    const Tensor dy = x.slice(2, 1) - x.slice(2, 0, -1);
    return (dx.square().mean() + dy.square().mean()).item<double>();
}

double psnr(const Tensor &a, const Tensor &b)
{
    return -10.0 * std::log10((a - b).square().mean().item<double>() / 4.0 + 1e-12);
}

class Evaluation
{
public:
    Evaluation(const PortraitEvaluation &order, jobs::JobContext &context)
        : m_order(order)
        , m_context(context)
    {
    }

    Result<PortraitQuality> run()
    {
        const Result<files::Package> package = files::openPackage(m_order.package);
        if (!package)
            return tl::unexpected(package.error());
        if (const Status loaded = loadNetworks(*package, m_decoder, m_encoder); !loaded)
            return tl::unexpected(loaded.error());
        const torch::InferenceMode inference;
        PortraitQuality quality;
        quality.people = m_order.people;
        for (int i = 0; i < m_order.people; ++i) {
            Random random(mixSeed(m_order.seed, static_cast<std::uint64_t>(i)));
            Point point = latent::samplePoint(random, latent::Coupling::Natural);
            m_people.push_back(point);
        }
        if (const Status measured = pictures(quality); !measured)
            return tl::unexpected(measured.error());
        for (std::size_t index = 0; index < kNetworkAttributes; ++index) {
            m_context.report(jobs::Stage::Rendering, static_cast<int>(index) + 1, static_cast<int>(kNetworkAttributes) + 1);
            const Result<SliderQuality> slider = measureSlider(index);
            if (!slider)
                return tl::unexpected(slider.error());
            quality.sliders.push_back(*slider);
        }
        return quality;
    }

private:
    Result<Tensor> truth(const Point &point) const
    {
        const Result<ImagePtr> image = m_order.renderer->render(point, {kSide, kSide}, m_context.stopToken());
        if (!image)
            return tl::unexpected(image.error());
        if (!*image)
            return fail(ErrorCode::BadInput, "stopped");
        return tensor::toTensor(**image);
    }

    Tensor decoded(const Point &point)
    {
        return m_decoder(attributeTensor(point.attributes), latent::neural::identityTensor(point.z), kSide).picture;
    }

    Status pictures(PortraitQuality &quality)
    {
        std::vector<double> errors(kNetworkAttributes, 0.0);
        double drawnEnergy = 0.0;
        double trueEnergy = 0.0;
        for (const Point &person : m_people) {
            const Result<Tensor> real = truth(person);
            if (!real)
                return tl::unexpected(real.error());
            const Tensor wanted = overGrey(*real);
            const Tensor drawn = overGrey(decoded(person));
            const Encoded encoded = m_encoder(*real);
            const Tensor z = latent::neural::identityTensor(person.z);
            const Tensor attributes = attributeTensor(person.attributes);
            const Tensor again = overGrey(m_decoder(encoded.attributes, encoded.mean, kSide).picture);
            quality.psnr += psnr(drawn, wanted) / m_order.people;
            quality.psnrEncoded += psnr(again, wanted) / m_order.people;
            quality.identityCosine +=
                ((z * encoded.mean).sum() / (z.norm() * encoded.mean.norm() + 1e-9)).item<double>() / m_order.people;
            drawnEnergy += gradientEnergy(drawn);
            trueEnergy += gradientEnergy(wanted);
            const Tensor off = (encoded.attributes - attributes).abs();
            for (std::size_t i = 0; i < kNetworkAttributes; ++i)
                errors[i] += off[0][static_cast<std::int64_t>(i)].item<double>() / m_order.people;
        }
        quality.gradientEnergy = drawnEnergy / std::max(trueEnergy, 1e-12);
        for (std::size_t i = 0; i < kNetworkAttributes; ++i)
            quality.attributeError.emplace_back(std::string(latent::portraitAttributes()[i].name), errors[i]);
        return {};
    }

    Result<SliderQuality> measureSlider(std::size_t index)
    {
        SliderQuality slider;
        slider.attribute = latent::portraitAttributes()[index].name;
        int counted = 0;
        for (const Point &person : m_people) {
            Point low = person;
            Point high = person;
            std::tie(low.attributes[index], high.attributes[index]) = ends(index);
            const Result<Tensor> trueLow = truth(low);
            const Result<Tensor> trueHigh = truth(high);
            if (!trueLow)
                return tl::unexpected(trueLow.error());
            if (!trueHigh)
                return tl::unexpected(trueHigh.error());
            const Tensor wanted = blurred(overGrey(*trueHigh) - overGrey(*trueLow)).flatten();
            const Tensor drawn = blurred(overGrey(decoded(high)) - overGrey(decoded(low))).flatten();
            const double size = wanted.dot(wanted).item<double>();
            if (size < 1e-2)
                continue; // this person does not show it: lips under a beard, curls without hair
            const double effect = drawn.dot(wanted).item<double>() / size;
            slider.effect += effect;
            slider.cosine += effect * std::sqrt(size) / (drawn.norm().item<double>() + 1e-9);
            slider.offTarget += (drawn - effect * wanted).norm().item<double>() / std::sqrt(size);
            ++counted;
        }
        const double scale = 1.0 / std::max(counted, 1);
        slider.effect *= scale;
        slider.cosine *= scale;
        slider.offTarget *= scale;
        return slider;
    }

    const PortraitEvaluation &m_order;
    jobs::JobContext &m_context;
    PyramidDecoder m_decoder = newDecoder();
    PortraitEncoder m_encoder = newEncoder();
    std::vector<Point> m_people;
};

} // namespace

Result<PortraitQuality> evaluatePortraits(const PortraitEvaluation &order, jobs::JobContext &context)
{
    return tensor::guard([&] { return Evaluation(order, context).run(); });
}

} // namespace imago::train::neural
