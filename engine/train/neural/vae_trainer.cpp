// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/neural/vae_trainer.h"

#include "engine/core/random.h"
#include "engine/train/neural/laplacian_bands.h"

#include <algorithm>
#include <cmath>

namespace imago::train::neural {

using torch::Tensor;

namespace {

constexpr std::uint64_t kNoiseStream = 1;
constexpr double kSpreadDecay = 0.98; // of the moving moments of z, a step
constexpr double kScale = 0.1;        // of the Laplace distribution that an L1 of [-1, 1] pictures stands for
constexpr std::size_t kMostHeldOut = 64;
constexpr double kWorse = 1.15; // than the best look at held-out pictures

// As a whole, and half as much each octave of it.
Tensor pyramidL1(const Tensor &difference)
{
    std::int64_t height = difference.size(2), width = difference.size(3);
    int levels = 0;
    for (; std::min(height, width) >= 16 && height % 2 == 0 && width % 2 == 0; height /= 2, width /= 2)
        ++levels;
    Tensor total = difference.abs().mean();
    for (const Tensor &band : laplacianBands(difference, levels))
        total = total + 0.5 * band.abs().mean();
    return total;
}

} // namespace

VaeTrainer::VaeTrainer(const ModelPlan &plan, const PictureSource &pictures,
                       const latent::neural::PictureLabelsInfo &labels, const FeatureTrunk *trunk, torch::Device device)
    : PictureTrainer(plan, pictures, labels, trunk, device)
    , m_encoder(shapeOf(plan))
    , m_encoderParameters(own("encoder", *m_encoder))
    , m_meanOfZ(torch::zeros({plan.latent}))
    , m_momentOfZ(torch::eye(plan.latent))
    , m_looks(kWorse)
{
    keep("meanOfZ", m_meanOfZ);
    keep("momentOfZ", m_momentOfZ);
    keep("bestHeldOut", m_looks.best(), Since::Later);
    keep("worseLooks", m_looks.badLooks(), Since::Later);
    if (plan.vae.adversarial > 0.0) {
        m_critic = PixelCritic(shapeOf(plan), plan.discriminatorChannels, false);
        m_criticParameters = &own("critic", *m_critic);
    }
}

Result<Health> VaeTrainer::health()
{
    Result<Health> result = PictureTrainer::health();
    if (!result || plan().set.heldOut < kFewestHeldOut)
        return result;
    const Result<double> distance = distanceToHeldOut();
    if (!distance)
        return tl::unexpected(distance.error());
    result->measures.emplace_back("held out", *distance);
    if (m_looks.give(*distance)) {
        result->endEarly = true;
        result->warning = RunMessage{"by-heart",
                                     "pictures that no step has seen are redrawn worse and worse: the model learns its "
                                     "pictures by heart, so the training ended early",
                                     "use more pictures, or mirroring and colour variation"};
    }
    return result;
}

// As many at once as a step has: a look must not need more memory than the steps.
Result<double> VaeTrainer::distanceToHeldOut()
{
    const torch::InferenceMode inference;
    const AveragedDecoder decoderAverage(*this);
    const FlatParameters::AverageScope encoderAverage(m_encoderParameters);
    const std::size_t count = std::min(kMostHeldOut, plan().set.heldOut);
    const auto most = static_cast<std::size_t>(plan().batch);
    double sum = 0.0;
    for (std::size_t first = 0; first < count; first += most) {
        const std::size_t many = std::min(most, count - first);
        const Result<PictureBatch> held = heldOut(count, first, many);
        if (!held)
            return tl::unexpected(held.error());
        const Tensor redrawn = decoder()(m_encoder(held->picture, held->labels).mean, held->labels);
        sum += static_cast<double>(many) * pyramidL1(redrawn - held->picture).item<double>();
    }
    return sum / static_cast<double>(count);
}

Result<Losses> VaeTrainer::step()
{
    at::Generator noise = noiseOfStep(mixSeed(plan().seed, kNoiseStream));
    const Result<PictureBatch> drawn = batch(noise);
    if (!drawn)
        return tl::unexpected(drawn.error());
    const Tensor &picture = drawn->picture;
    const double rate = learningRate(plan(), done());
    decoderParameters().zeroGradients();
    m_encoderParameters.zeroGradients();

    Tensor redrawn;
    latent::neural::PosteriorOf posterior;
    {
        const tensor::MixedScope mixed = mixedLayers();
        posterior = m_encoder(picture, drawn->labels);
        posterior = {posterior.mean.to(torch::kFloat), posterior.logVariance.to(torch::kFloat)};
        const Tensor z = posterior.mean + torch::exp(0.5 * posterior.logVariance) *
                                              torch::randn(posterior.mean.sizes(), noise).to(device());
        redrawn = decoder()(z, drawn->labels);
    }
    const Tensor pixels = pyramidL1(redrawn - picture);
    // Nats of each number of z, mean over the batch; what is free does not pull (equation 15 of Kingma et al. 2016).
    const Tensor nats =
        (0.5 * (posterior.mean.square() + posterior.logVariance.exp() - 1.0 - posterior.logVariance)).mean(0);
    const Tensor kl = nats.clamp_min(plan().vae.freeBits).sum();
    const double perNat = kScale / static_cast<double>(picture.numel() / picture.size(0));
    Tensor loss = pixels + klWeight(plan(), done()) * perNat * kl;
    Losses losses{{"pixels", pixels.item<double>()}, {"kl", nats.sum().item<double>()}};
    if (trunk() != nullptr && plan().vae.perceptual > 0.0) {
        std::vector<Tensor> truth;
        {
            const torch::NoGradGuard noGrad;
            truth = trunk()->judged(picture);
        }
        const Tensor features = perceptualDistance(trunk()->judged(redrawn), truth);
        loss = loss + plan().vae.perceptual * features;
        losses.emplace_back("features", features.item<double>());
    }
    if (m_criticParameters != nullptr) {
        m_criticParameters->zeroGradients();
        const Tensor fooled = -m_critic(redrawn, drawn->labels).mean();
        loss = loss + plan().vae.adversarial * 0.1 * fooled;
        losses.emplace_back("fooled", fooled.item<double>());
    }
    scaled(loss).backward();
    const AdamOptions moved{.matrixPace = plan().vae.matrixPace};
    std::vector<Update> updates{{decoderParameters(), rate, moved}, {m_encoderParameters, rate, moved}};
    if (m_criticParameters != nullptr) {
        losses.emplace_back("critic", criticise(redrawn.detach(), *drawn));
        updates.push_back({*m_criticParameters, rate, {.beta1 = 0.5, .clipNorm = 10.0}});
    }
    const Result<bool> updated = update(updates, plan().emaDecay);
    if (!updated)
        return tl::unexpected(updated.error());
    if (*updated)
        noteSpread(posterior.mean.detach(), posterior.logVariance.detach().exp());
    stepDone();
    return *updated ? losses : Losses{};
}

// The critic's gradients, of its hinge loss (Lim and Ye 2017).
double VaeTrainer::criticise(const Tensor &drawn, const PictureBatch &batch)
{
    m_criticParameters->zeroGradients();
    const Tensor loss = torch::relu(1.0 - m_critic(batch.picture, batch.labels)).mean() +
                        torch::relu(1.0 + m_critic(drawn, batch.labels)).mean();
    scaled(loss).backward();
    return loss.item<double>();
}

void VaeTrainer::noteSpread(const Tensor &mean, const Tensor &variance)
{
    const torch::NoGradGuard noGrad;
    const Tensor center = mean.to(torch::kCPU), own = variance.to(torch::kCPU);
    const auto count = static_cast<double>(center.size(0));
    const Tensor moment = torch::mm(center.t(), center) / count + torch::diag(own.mean(0));
    // As the moving average of the weights, it forgets its start quickly.
    const auto steps = static_cast<double>(done());
    const double decay = std::min(kSpreadDecay, (1.0 + steps) / (10.0 + steps));
    m_meanOfZ.lerp_(center.mean(0), 1.0 - decay);
    m_momentOfZ.lerp_(moment, 1.0 - decay);
}

latent::neural::LatentSpread VaeTrainer::spread()
{
    const torch::NoGradGuard noGrad;
    const Tensor covariance = m_momentOfZ - torch::outer(m_meanOfZ, m_meanOfZ);
    const Tensor root = torch::linalg_cholesky((covariance + 1e-4 * torch::eye(plan().latent)).to(torch::kDouble));
    return {m_meanOfZ.to(device()), root.to(torch::kFloat).to(device())};
}

} // namespace imago::train::neural
