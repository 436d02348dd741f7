// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/neural/portrait_trainer.h"

#include "engine/core/random.h"
#include "engine/latent/backdrop.h"
#include "engine/latent/neural/normalisation.h"
#include "engine/latent/neural/portrait_package.h"
#include "engine/tensor/bridge.h"
#include "engine/train/neural/precision_choice.h"

#include <cmath>
#include <cstring>
#include <vector>

namespace imago::train::neural {

using torch::Tensor;

namespace {

constexpr int kPreviewColumns = 12;
constexpr double kPenalty = 1.0;        // R1: Mescheder et al. 2018, equation 9
constexpr std::int64_t kPenaltyEvery = 16; // steps (Karras et al. 2020, section 2)
constexpr double kCriticRate = 0.3;     // of the decoder's
constexpr AdamOptions kCriticAdam{.beta1 = 0.5, .clipNorm = 10.0};
constexpr double kEncodedFrom = 0.1; // share of the training before the encoder's z is worth decoding

} // namespace

PortraitTrainer::PortraitTrainer(const Plan &plan, SamplePool &pool, torch::Device device)
    : PooledTrainer(plan, pool, device)
    , m_decoder(latent::neural::newDecoder())
    , m_encoder(latent::neural::newEncoder())
    , m_decoderParameters(own("decoder", *m_decoder))
    , m_encoderParameters(own("encoder", *m_encoder))
{
    if (plan.adversarial > 0.0) {
        m_critic = PortraitCritic(static_cast<int>(latent::neural::kNetworkAttributes));
        m_criticParameters = &own("critic", *m_critic);
    }
}

Result<Losses> PortraitTrainer::step()
{
    if (const Status ready = requireWindow(); !ready)
        return tl::unexpected(ready.error());
    const std::vector<std::uint64_t> indices = share(batchAt(plan(), done()));
    const PortraitBatch batch = portraitBatch(pool(), indices, device(), inMirror(indices));
    at::Generator noise = noiseOfStep(plan().seed);
    const bool withEncoder = trainsEncoder(plan(), done());
    const bool useEncoded = static_cast<double>(done()) > kEncodedFrom * static_cast<double>(totalSteps(plan()));
    const double rate = learningRate(plan(), done());

    m_decoderParameters.zeroGradients();
    if (withEncoder)
        m_encoderParameters.zeroGradients();
    const StepShape shape = shapeAt(plan(), done());
    PortraitLoss loss = portraitLoss(m_decoder, withEncoder ? &m_encoder : nullptr, batch, shape, useEncoded,
                                     typeOf(plan().precision), LossWeights{}, noise);
    const AdamOptions options{.matrixPace = kMatrixPace};
    std::vector<Update> updates{{m_decoderParameters, rate, options}};
    if (withEncoder)
        updates.push_back({m_encoderParameters, rate, options});
    if (shape.adversarial > 0.0) {
        play(loss, batch, shape.adversarial);
        updates.push_back({*m_criticParameters, kCriticRate * rate, kCriticAdam});
    }
    scaled(loss.total).backward();
    const Result<bool> updated = update(updates, plan().emaDecay);
    if (!updated)
        return tl::unexpected(updated.error());
    stepDone();
    return *updated ? loss.terms : Losses{};
}

// The discriminator's gradient, and its wish added to the loss: scaled so that it pulls at the decoder's last layer
// `share` times as strongly as the other terms do (Esser et al. 2021, equation 7). Measured at the pictures it pulled
// them apart: there the other terms' gradients mostly cancel each other, once they are summed over a layer.
void PortraitTrainer::play(PortraitLoss &loss, const PortraitBatch &batch, double share)
{
    m_criticParameters->zeroGradients();
    const Tensor drawn = loss.drawn.detach().requires_grad_(true);
    PortraitOpinion onTrue, onDrawn;
    {
        const tensor::MixedScope mixed = mixedLayers();
        onTrue = m_critic(loss.truth, batch.attributes);
        onDrawn = m_critic(drawn, batch.attributes);
    }
    const Tensor wish = criticsWish(onTrue, onDrawn);
    const Tensor towards = torch::autograd::grad({scaled(wish)}, {drawn}, {}, true)[0];
    const Tensor pull = torch::autograd::grad({loss.total}, {loss.drawn}, {}, true)[0];
    const Tensor last = m_decoder->detail.back()->weight;
    const auto felt = [&](const Tensor &atPictures) {
        return torch::autograd::grad({loss.drawn}, {last}, {atPictures}, true)[0].to(torch::kFloat).norm();
    };
    const Tensor scale = share * felt(pull) / (felt(towards) + 1e-12);
    loss.total = loss.total + (loss.drawn * (scale * towards)).sum();

    Tensor criticism = criticLoss(onTrue, onDrawn);
    loss.terms.emplace_back("critic", criticism.item<double>());
    loss.terms.emplace_back("wish", wish.item<double>());
    if (done() % kPenaltyEvery == 0) {
        const Tensor truth = loss.truth.detach().requires_grad_(true);
        const Tensor verdict = m_critic(truth, batch.attributes).logits.mean({1, 2, 3}).sum();
        const Tensor slope = torch::autograd::grad({verdict}, {truth}, {}, true, true)[0];
        criticism = criticism + 0.5 * kPenalty * kPenaltyEvery * slope.square().sum({1, 2, 3}).mean();
    }
    scaled(criticism).backward();
}

Status PortraitTrainer::adopt(const files::Package &package)
{
    const Status loaded = latent::neural::loadNetworks(package, m_decoder, m_encoder);
    if (loaded)
        startAverages();
    return loaded;
}

Status PortraitTrainer::writePackage(const std::filesystem::path &folder, const std::string &trainingJson)
{
    const FlatParameters::AverageScope decoderAverage(m_decoderParameters);
    const FlatParameters::AverageScope encoderAverage(m_encoderParameters);
    return latent::neural::writePortraitPackage(folder, m_decoder, m_encoder, trainingJson);
}

Result<Image> PortraitTrainer::preview()
{
    if (const Status ready = requireWindow(); !ready)
        return tl::unexpected(ready.error());
    std::vector<std::uint64_t> indices;
    for (int i = 0; i < kPreviewColumns; ++i)
        indices.push_back(windowAt(plan(), done()).first + static_cast<std::uint64_t>(i));
    const torch::InferenceMode inference;
    const FlatParameters::AverageScope decoderAverage(m_decoderParameters);
    const FlatParameters::AverageScope encoderAverage(m_encoderParameters);
    const PortraitBatch batch = portraitBatch(pool(), indices, device());
    const int side = shapeAt(plan(), done()).side;
    const Tensor drawn = m_decoder(batch.attributes, batch.z, side, 1.0).picture;
    const Tensor redrawn = m_decoder(batch.attributes, m_encoder(batch.picture).mean, side, 1.0).picture;
    const Tensor truth = side == 128 ? batch.picture : torch::avg_pool2d(batch.picture, 128 / side);
    // Three rows: the truth, decoded from the true z, decoded from the encoder's z.
    Image sheet({side * kPreviewColumns, 3 * side});
    const Tensor rows[] = {truth, drawn, redrawn};
    for (int row = 0; row < 3; ++row) {
        for (int column = 0; column < kPreviewColumns; ++column) {
            const Image picture = latent::overBackdrop(tensor::toImage(rows[row][column]),
                                                       latent::neutralPoint().attributes);
            for (int y = 0; y < side; ++y)
                std::memcpy(sheet.row(row * side + y) + 4 * column * side, picture.row(y), picture.bytesPerRow());
        }
    }
    return sheet;
}

} // namespace imago::train::neural
