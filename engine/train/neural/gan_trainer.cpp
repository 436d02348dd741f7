// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/neural/gan_trainer.h"

#include "engine/core/random.h"
#include "engine/train/neural/diff_augment.h"
#include "engine/train/neural/picture_descriptor.h"

#include <algorithm>
#include <cmath>

namespace imago::train::neural {

using latent::neural::PictureLabels;
using torch::Tensor;

namespace {

constexpr std::uint64_t kNoiseStream = 2;
// Radford et al. 2016, section 4; the norm is only held against accidents.
const AdamOptions kAdam{.beta1 = 0.5, .beta2 = 0.999, .clipNorm = 100.0};

constexpr double kNoDistance = 1e-5; // so that equal pictures have a finite penalty
constexpr double kCertain = 0.02; // of the discriminator's loss: it is hardly ever wrong
constexpr double kRecent = 0.02;  // share of the newest step in the moving mean
constexpr int kPatience = 3;      // looks in a row
constexpr double kWorse = 1.5;    // than the best look at held-out pictures

constexpr std::uint64_t kHeldOutStream = 0x68656C64ULL;
constexpr std::size_t kMostHeldOut = 256;

// Rows in pairs of one label: the first half's, each twice.
PictureLabels paired(const PictureLabels &labels, std::int64_t count)
{
    const PictureLabels half = labels.rows(0, count / 2);
    return {half.classes.defined() ? half.classes.repeat_interleave(2, 0) : half.classes,
            half.attributes.defined() ? half.attributes.repeat_interleave(2, 0) : half.attributes};
}

// How far the pictures of each pair are apart for the distance of their z: count / 2 numbers.
Tensor apart(const Tensor &drawn, const Tensor &z)
{
    const std::int64_t count = drawn.size(0);
    const auto distance = [count](const Tensor &x) {
        return (x.slice(0, 0, count, 2) - x.slice(0, 1, count, 2)).abs().flatten(1).mean(1);
    };
    return distance(drawn) / distance(z);
}

// How far two sets of pictures are apart in what they look like (rows of descriptors): the energy distance (Szekely and
// Rizzo 2013, equation 6), as a share of the mean distance between the two. 0: alike; 1: nothing in common; not finite
// where a picture is not.
double apartInLooks(const Tensor &one, const Tensor &other)
{
    const auto within = [](const Tensor &rows) {
        const auto count = static_cast<double>(rows.size(0));
        return torch::cdist(rows, rows).sum().item<double>() / (count * (count - 1.0));
    };
    const double between = torch::cdist(one, other).mean().item<double>();
    return between == 0.0 ? 0.0 : (2.0 * between - within(one) - within(other)) / (2.0 * between);
}

// What so many pictures can't tell from alike: by chance the distance is about as large (and may be below 0).
double leastDistance(std::size_t pictures)
{
    return 1.0 / std::sqrt(static_cast<double>(std::max<std::size_t>(1, pictures)));
}

const char *remedyForDiscriminator(const ModelPlan &plan)
{
    return plan.gan.diffAugment < 1.0 && plan.set.training < kFewPictures
               ? "start anew with --augment 1, or with more pictures"
               : "start anew with --rate half as large";
}

} // namespace

GanTrainer::GanTrainer(const ModelPlan &plan, const PictureSource &pictures,
                       const latent::neural::PictureLabelsInfo &labels, const FeatureTrunk *trunk, torch::Device device)
    : PictureTrainer(plan, pictures, labels, trunk, device)
    , m_pixels(shapeOf(plan), plan.discriminatorChannels, plan.gan.naming > 0.0 && !plan.set.classes.empty())
    , m_pixelParameters(own("pixels", *m_pixels))
    , m_looks(kWorse, leastDistance(lookedAt()))
{
    keep("bestHeldOut", m_looks.best(), Since::Later);
    keep("worseLooks", m_looks.badLooks(), Since::Later);
    keep("recentLoss", m_recentLoss, Since::Later);
    keep("lostLooks", m_lostLooks, Since::Later);
    if (plan.gan.projected && trunk != nullptr) {
        m_features = FeatureCritic(shapeOf(plan));
        m_featureParameters = &own("features", *m_features);
    }
}

GanTrainer::Opinion GanTrainer::judge(const Tensor &picture, const PictureLabels &labels)
{
    const Tensor features = m_pixels->features(picture);
    Opinion opinion{m_pixels->logits(features, labels).unsqueeze(1), {}};
    if (!m_pixels->naming.is_empty()) // a row without a known class has nothing to say
        opinion.misnamed = -(torch::log_softmax(m_pixels->naming(features), 1) * labels.classes).sum(1).mean();
    if (m_featureParameters == nullptr)
        return opinion;
    // Each of the two has one voice, however many places it looks at.
    const Tensor places = m_features(trunk()->judged(picture), labels);
    opinion.logits = torch::cat({opinion.logits.expand({-1, places.size(1)}), places}, 1);
    return opinion;
}

Tensor GanTrainer::penalty(const PictureBatch &batch)
{
    const Tensor picture = batch.picture.detach().requires_grad_(true);
    const Tensor logits = m_pixels(picture, batch.labels);
    const Tensor slope = torch::autograd::grad({logits.sum()}, {picture}, {}, true, true)[0];
    return 0.5 * slope.square().sum({1, 2, 3}).mean();
}

Result<Health> GanTrainer::health()
{
    Result<Health> result = PictureTrainer::health();
    if (!result)
        return result;
    if (inARow(m_lostLooks, m_recentLoss.item<double>() < kCertain) >= kPatience && !result->warning) {
        result->warning = RunMessage{"discriminator-wins",
                                     "the discriminator tells every drawn picture from a real one, so that the "
                                     "generator learns no more",
                                     remedyForDiscriminator(plan())};
    }
    if (plan().set.heldOut < kFewestHeldOut)
        return result;
    const Result<double> distance = distanceToHeldOut();
    if (!distance)
        return tl::unexpected(distance.error());
    result->measures.emplace_back("held out", *distance);
    if (m_looks.give(*distance)) {
        result->endEarly = true;
        result->warning = RunMessage{"diverged",
                                     "what the generator draws went ever further away from pictures that no step has "
                                     "seen: the two networks lost their balance, so the training ended early",
                                     "start anew with --rate half as large"};
    }
    return result;
}

std::size_t GanTrainer::lookedAt() const
{
    return std::min(kMostHeldOut, plan().set.heldOut);
}

// As many at once as a step has: a look must not need more memory than the steps.
Result<double> GanTrainer::distanceToHeldOut()
{
    const torch::InferenceMode inference;
    const AveragedDecoder average(*this);
    at::Generator noise = at::detail::createCPUGenerator(mixSeed(plan().seed, kHeldOutStream));
    const std::size_t count = lookedAt();
    const auto most = static_cast<std::size_t>(plan().batch);
    std::vector<Tensor> drawn, held;
    for (std::size_t first = 0; first < count; first += most) {
        const Result<PictureBatch> real = heldOut(count, first, std::min(most, count - first));
        if (!real)
            return tl::unexpected(real.error());
        held.push_back(describePictures(real->picture).rows());
        const Tensor z = spread().of(latents(real->picture.size(0), noise));
        drawn.push_back(describePictures(decoder()(z, real->labels)).rows());
    }
    return apartInLooks(torch::cat(drawn), torch::cat(held));
}

Result<Losses> GanTrainer::step()
{
    at::Generator noise = noiseOfStep(mixSeed(plan().seed, kNoiseStream));
    const Result<PictureBatch> real = batch(noise);
    if (!real)
        return tl::unexpected(real.error());
    const double rate = learningRate(plan(), done());
    const double criticRate = rate * plan().gan.discriminatorRate;
    const DiffAugment augment(real->picture.sizes(), plan().gan.diffAugment);
    const PictureLabels &labels = real->labels;
    const std::int64_t count = real->picture.size(0);
    // Drawn pictures are asked for what real ones show.
    const PictureLabels wanted = plan().gan.modeSeeking > 0.0 ? paired(labels, count) : labels;
    Losses losses;

    // Both sides of the game see the same drawn pictures, and what the discriminators make of them is worked out once.
    decoderParameters().zeroGradients();
    const Tensor z = latents(count, noise);
    Tensor drawn;
    {
        const tensor::MixedScope mixed = mixedLayers();
        drawn = decoder()(z, wanted);
    }
    const Tensor seen = drawn.detach().requires_grad_(true);

    m_pixelParameters.zeroGradients();
    if (m_featureParameters != nullptr)
        m_featureParameters->zeroGradients();
    const Opinion ofReal = judge(augment(real->picture, noise), labels);
    const Opinion ofDrawn = judge(augment(seen, noise), wanted);
    Tensor loss = torch::softplus(-ofReal.logits).mean() + torch::softplus(ofDrawn.logits).mean();
    losses = {{"discriminator", loss.item<double>()},
              {"on real", ofReal.logits.mean().item<double>()},
              {"on drawn", ofDrawn.logits.mean().item<double>()}};
    if (ofReal.misnamed.defined()) {
        loss = loss + plan().gan.naming * ofReal.misnamed;
        losses.emplace_back("misnamed real", ofReal.misnamed.item<double>());
    }
    if (plan().gan.r1 > 0.0 && done() % plan().gan.r1Every == 0) {
        const Tensor slope = penalty({augment(real->picture, noise), labels});
        loss = loss + plan().gan.r1 * plan().gan.r1Every * slope;
        losses.emplace_back("penalty", slope.item<double>());
    }
    Tensor wish = torch::softplus(-ofDrawn.logits).mean();
    losses.emplace_back("generator", wish.item<double>());
    if (ofDrawn.misnamed.defined()) {
        wish = wish + plan().gan.naming * ofDrawn.misnamed;
        losses.emplace_back("misnamed drawn", ofDrawn.misnamed.item<double>());
    }
    const Tensor towards = torch::autograd::grad({scaled(wish)}, {seen}, {}, true)[0];

    scaled(loss).backward();
    if (plan().gan.modeSeeking > 0.0) {
        const Tensor distance = apart(drawn, z);
        scaled(plan().gan.modeSeeking * (distance + kNoDistance).reciprocal().mean()).backward({}, true);
        losses.emplace_back("apart", distance.mean().item<double>());
    }
    drawn.backward(towards);
    std::vector<Update> updates{{m_pixelParameters, criticRate, kAdam}};
    if (m_featureParameters != nullptr)
        updates.push_back({*m_featureParameters, criticRate, kAdam});
    updates.push_back({decoderParameters(), rate, kAdam});
    const Result<bool> updated = update(updates, plan().emaDecay);
    if (!updated)
        return tl::unexpected(updated.error());
    if (*updated)
        m_recentLoss.lerp_(torch::full({1}, losses.front().second), kRecent);
    stepDone();
    return *updated ? losses : Losses{};
}

} // namespace imago::train::neural
