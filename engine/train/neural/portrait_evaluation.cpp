// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/neural/portrait_evaluation.h"

#include "engine/core/random.h"
#include "engine/files/package.h"
#include "engine/latent/neural/both_ways.h"
#include "engine/latent/neural/normalisation.h"
#include "engine/latent/neural/portrait_package.h"
#include "engine/latent/population.h"
#include "engine/tensor/bridge.h"
#include "engine/tensor/guard.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace imago::train::neural {

using namespace latent::neural;
using latent::Point;
using torch::Tensor;

namespace {

constexpr int kSide = 128;
constexpr float kBackdrop = -0.1F; // a middle grey, the same for truth and decoder

Tensor overGrey(const Tensor &picture)
{
    const Tensor alpha = (0.5 + 0.5 * picture.narrow(1, 3, 1)).clamp(0.0, 1.0);
    // Premultiplied colour in [-1, 1] is 2 a c - 1; the backdrop adds its share.
    return (picture.narrow(1, 0, 3) + (1.0 - alpha) * (1.0 + kBackdrop)).clamp(-1.0, 1.0);
}

// As the judge is shown pictures: opaque, over the same grey. N x 4 x side x side.
Tensor cardOf(const Tensor &picture)
{
    const Tensor colour = overGrey(picture);
    return torch::cat({colour, torch::ones_like(colour.narrow(1, 0, 1))}, 1)
        .contiguous(torch::MemoryFormat::ChannelsLast);
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
        if (const Status loaded = openJudge(); !loaded)
            return tl::unexpected(loaded.error());
        const torch::InferenceMode inference;
        PortraitQuality quality;
        quality.ownJudge = m_order.judge.empty();
        quality.people = m_order.people;
        quality.portraits = m_order.portraits;
        for (int i = 0; i < m_order.people; ++i) {
            Random random(mixSeed(m_order.seed, static_cast<std::uint64_t>(i)));
            m_people.push_back(latent::samplePoint(random, latent::Coupling::Natural));
        }
        if (const Status measured = measurePictures(quality); !measured)
            return tl::unexpected(measured.error());
        if (const Status measured = measureReading(quality); !measured)
            return tl::unexpected(measured.error());
        if (const Status measured = measureIdentity(quality); !measured)
            return tl::unexpected(measured.error());
        for (std::size_t index = 0; index < kNetworkAttributes; ++index) {
            const Result<SliderQuality> slider = measureSlider(index);
            if (!slider)
                return tl::unexpected(slider.error());
            quality.sliders.push_back(*slider);
            m_context.report(jobs::Stage::Rendering, static_cast<int>(index) + 1, static_cast<int>(kNetworkAttributes));
        }
        return quality;
    }

private:
    Status openJudge()
    {
        if (m_order.judge.empty()) {
            m_judge = m_encoder;
            return {};
        }
        const Result<files::Package> judge = files::openPackage(m_order.judge);
        return judge ? loadJudge(*judge, m_judge) : Status(tl::unexpected(judge.error()));
    }

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
        return m_decoder(attributeTensor(point.attributes), identityTensor(point.z), kSide).picture;
    }

    Encoded judge(const Tensor &picture) { return readBothWays(m_judge, cardOf(picture)); }
    Tensor judged(const Tensor &picture) { return judge(picture).attributes; }

    Status measurePictures(PortraitQuality &quality)
    {
        double drawnEnergy = 0.0;
        double trueEnergy = 0.0;
        for (const Point &person : m_people) {
            const Result<Tensor> real = truth(person);
            if (!real)
                return tl::unexpected(real.error());
            const Tensor wanted = overGrey(*real);
            const Tensor drawn = overGrey(decoded(person));
            const Encoded encoded = readBothWays(m_encoder, *real);
            const Tensor again = overGrey(m_decoder(encoded.attributes, encoded.mean, kSide).picture);
            quality.psnr += psnr(drawn, wanted) / m_order.people;
            quality.psnrEncoded += psnr(again, wanted) / m_order.people;
            const Tensor z = identityTensor(person.z);
            quality.identityCosine +=
                ((z * encoded.mean).sum() / (z.norm() * encoded.mean.norm() + 1e-9)).item<double>() / m_order.people;
            drawnEnergy += gradientEnergy(drawn);
            trueEnergy += gradientEnergy(wanted);
        }
        quality.gradientEnergy = drawnEnergy / std::max(trueEnergy, 1e-12);
        return {};
    }

    Status measureReading(PortraitQuality &quality)
    {
        std::vector<Tensor> wanted;
        std::vector<Tensor> read;
        std::vector<Tensor> judged;
        for (int i = 0; i < m_order.portraits; ++i) {
            Random random(mixSeed(m_order.seed + 1, static_cast<std::uint64_t>(i)));
            const Point point = latent::samplePoint(random, latent::Coupling::Independent);
            const Result<Tensor> real = truth(point);
            if (!real)
                return tl::unexpected(real.error());
            wanted.push_back(attributeTensor(point.attributes));
            read.push_back(readBothWays(m_encoder, *real).attributes);
            judged.push_back(judge(*real).attributes);
        }
        const Tensor truths = torch::cat(wanted);
        const Reading encoder = readingOf(torch::cat(read), truths);
        const Reading judge = readingOf(torch::cat(judged), truths);
        for (std::size_t i = 0; i < kNetworkAttributes; ++i) {
            const auto at = static_cast<std::int64_t>(i);
            quality.reading.push_back({std::string(latent::portraitAttributes()[i].name), encoder.r2[at].item<double>(),
                                       encoder.meanError[at].item<double>(), judge.r2[at].item<double>(),
                                       judge.meanError[at].item<double>()});
        }
        return {};
    }

    // Per attribute, of N x attributes.
    struct Reading
    {
        Tensor r2;
        Tensor meanError;
    };
    static Reading readingOf(const Tensor &read, const Tensor &truths)
    {
        const Tensor off = read - truths;
        const Tensor spread = truths.var(0, false) + 1e-9;
        return {1.0 - off.square().mean(0) / spread, off.abs().mean(0) / spread.sqrt()};
    }

    Status measureIdentity(PortraitQuality &quality)
    {
        quality.strangers = m_order.strangers;
        quality.searches = std::min(m_order.searches, m_order.strangers);
        std::vector<Point> strangers;
        std::vector<Tensor> judged;
        for (int i = 0; i < m_order.strangers; ++i) {
            Random random(mixSeed(m_order.seed + 2, static_cast<std::uint64_t>(i)));
            strangers.push_back(latent::samplePoint(random, latent::Coupling::Natural));
            const Result<Tensor> real = truth(strangers.back());
            if (!real)
                return tl::unexpected(real.error());
            judged.push_back(judge(*real).mean);
            m_context.report(jobs::Stage::Rendering, i + 1, m_order.strangers);
        }
        const Tensor gallery = torch::cat(judged);
        const auto finds = [&](const Tensor &picture, int person) {
            const Tensor distance = (gallery - judge(picture).mean).square().sum(1);
            return distance.argmin().item<std::int64_t>() == person ? 1.0 / quality.searches : 0.0;
        };
        for (int i = 0; i < quality.searches; ++i) {
            const Point &person = strangers[static_cast<std::size_t>(i)];
            Random random(mixSeed(m_order.seed + 3, static_cast<std::uint64_t>(i)));
            Point moved = person;
            const auto slider = random.below(kNetworkAttributes);
            const latent::Attribute &attribute = latent::portraitAttributes()[slider];
            const float middle = 0.5F * (attribute.safeLow + attribute.safeHigh);
            moved.attributes[slider] = person.attributes[slider] < middle ? attribute.safeHigh : attribute.safeLow;
            const Result<Tensor> movedPicture = truth(moved);
            const Result<Tensor> picture = truth(person);
            if (!movedPicture || !picture)
                return tl::unexpected((movedPicture ? picture : movedPicture).error());
            const Encoded read = readBothWays(m_encoder, *picture);
            const Result<Tensor> again = truth(pointOf(read.attributes, read.mean));
            if (!again)
                return tl::unexpected(again.error());
            quality.identity.movedSlider += finds(*movedPicture, i);
            quality.identity.redrawn += finds(*again, i);
            quality.identity.neural += finds(decoded(person), i);
        }
        return {};
    }

    Result<SliderQuality> measureSlider(std::size_t index)
    {
        SliderQuality slider;
        slider.attribute = latent::portraitAttributes()[index].name;
        Tensor leakNeural = torch::zeros({1, static_cast<std::int64_t>(kNetworkAttributes)});
        Tensor leakFinal = torch::zeros_like(leakNeural);
        int counted = 0;
        for (const Point &person : m_people) {
            Point low = person;
            Point high = person;
            low.attributes[index] = latent::portraitAttributes()[index].safeLow;
            high.attributes[index] = latent::portraitAttributes()[index].safeHigh;
            const Result<Tensor> trueLow = truth(low);
            const Result<Tensor> trueHigh = truth(high);
            if (!trueLow)
                return tl::unexpected(trueLow.error());
            if (!trueHigh)
                return tl::unexpected(trueHigh.error());
            const Tensor drawnLow = decoded(low);
            const Tensor drawnHigh = decoded(high);
            leakNeural += (judged(drawnHigh) - judged(drawnLow)) / m_order.people;
            leakFinal += (judged(*trueHigh) - judged(*trueLow)) / m_order.people;

            const Tensor wanted = blurred(overGrey(*trueHigh) - overGrey(*trueLow)).flatten();
            const Tensor drawn = blurred(overGrey(drawnHigh) - overGrey(drawnLow)).flatten();
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
        for (std::int64_t i = 0; i < leakNeural.size(1); ++i) {
            const bool itself = i == static_cast<std::int64_t>(index);
            slider.leakNeural.push_back(itself ? 0.0 : leakNeural[0][i].item<double>());
            slider.leakFinal.push_back(itself ? 0.0 : leakFinal[0][i].item<double>());
        }
        return slider;
    }

    const PortraitEvaluation &m_order;
    jobs::JobContext &m_context;
    PyramidDecoder m_decoder = newDecoder();
    PortraitEncoder m_encoder = newEncoder();
    PortraitEncoder m_judge = newJudge();
    std::vector<Point> m_people;
};

} // namespace

Result<PortraitQuality> evaluatePortraits(const PortraitEvaluation &order, jobs::JobContext &context)
{
    return tensor::guard([&] { return Evaluation(order, context).run(); });
}

} // namespace imago::train::neural
