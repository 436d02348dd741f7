// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/neural/portrait_loss.h"

#include "engine/tensor/precision.h"
#include "engine/train/neural/laplacian_bands.h"

namespace imago::train::neural {

namespace fn = torch::nn::functional;
using torch::Tensor;

namespace {

// Per faces::Part: backdrop, skin, eye, brow, lips, mouth inside, hair, beard, glasses, clothes.
constexpr float kPartWeight[] = {0.35F, 1.2F, 6.0F, 4.0F, 4.0F, 4.0F, 0.8F, 0.8F, 2.5F, 0.35F};
// The absolute difference alone asks for the median, which draws nothing of what is unsure; the square, for the mean.
constexpr double kSquare = 4.0;

Tensor averaged(const Tensor &x, std::int64_t factor)
{
    return factor == 1 ? x : torch::avg_pool2d(x, factor);
}

// B x 1 x side x side with mean near 1.
Tensor pixelWeights(const Tensor &parts, int side)
{
    const Tensor table = torch::tensor(at::ArrayRef<float>(kPartWeight)).to(parts.device());
    Tensor weights = table.index({parts}).unsqueeze(1);
    if (side < 64)
        weights = torch::max_pool2d(weights, 64 / side);
    else if (side > 64)
        weights = fn::interpolate(weights, fn::InterpolateFuncOptions()
                                               .scale_factor(std::vector<double>{side / 64.0, side / 64.0})
                                               .mode(torch::kNearest));
    return weights;
}

Tensor weightedL1(const Tensor &difference, const Tensor &weights)
{
    return (difference.abs() * weights).mean();
}

Tensor distance(const Tensor &difference)
{
    return difference.abs() + kSquare * difference.square();
}

// The finest band counts most.
Tensor pyramidL1(const Tensor &difference, Tensor weights, int levels)
{
    Tensor total;
    for (const Tensor &band : laplacianBands(difference, levels)) {
        if (!total.defined()) {
            total = weightedL1(band, weights) * 1.5;
            continue;
        }
        weights = torch::avg_pool2d(weights, 2);
        total = total + weightedL1(band, weights);
    }
    return total;
}

Tensor every(const Tensor &x, std::int64_t start)
{
    return x.slice(0, start, x.size(0), 2);
}

// How far the drawn change of a pair is from the true one, inside what changes, each pair on its own scale.
Tensor deltaLoss(const Tensor &drawn, const Tensor &truth, const Tensor &weights, const Tensor &changed)
{
    const Tensor trueChange = every(truth, 1) - every(truth, 0);
    const Tensor drawnChange = every(drawn, 1) - every(drawn, 0);
    const Tensor strength = trueChange.abs().mean(1, true);
    const Tensor mask = torch::max_pool2d((strength > 0.06).to(torch::kFloat), 3, 1, 1) * every(weights, 0) + 0.05;
    const Tensor error = (distance(drawnChange - trueChange).mean(1, true) * mask).sum({1, 2, 3});
    const Tensor scale = mask.sum({1, 2, 3});
    return (error / scale * changed).sum() / (changed.sum() + 1e-6);
}

} // namespace

PortraitLoss portraitLoss(latent::neural::PyramidDecoder &decoder, latent::neural::PortraitEncoder *encoder,
                          const PortraitBatch &batch, const StepShape &shape, bool useEncoded, at::ScalarType layers,
                          const LossWeights &weights, at::Generator &noise)
{
    const std::int64_t size = batch.z.size(0);
    latent::neural::Encoded encoded;
    if (encoder != nullptr)
        encoded = readAsDropped(*encoder, batch, layers, noise);

    Tensor z = batch.z;
    if (encoder != nullptr && useEncoded) {
        // Both of a pair share one draw of z, so that their difference is the attribute's alone.
        const Tensor epsilon = torch::randn({size / 2, z.size(1)}, noise).to(z.device());
        const Tensor mean = every(encoded.mean, 0);
        const Tensor drawn = mean + epsilon * (0.5 * every(encoded.logVariance, 0)).exp();
        const Tensor chosen =
            (torch::rand({size / 2, 1}, noise) < weights.encoded).to(torch::kFloat).to(z.device()) *
            batch.changed.unsqueeze(1);
        const Tensor pairs = torch::stack({drawn, drawn}, 1).view({size, -1});
        const Tensor takes = torch::stack({chosen, chosen}, 1).view({size, 1});
        z = z + (pairs - z) * takes;
    }

    latent::neural::Decoded decoded;
    {
        const tensor::MixedScope mixed(z.device(), layers);
        decoded = decoder(batch.attributes, z, shape.side, shape.fade, shape.side == 128);
    }
    const Tensor truth = averaged(batch.picture, 128 / shape.side);
    const Tensor pixels = pixelWeights(batch.parts, shape.side);
    const Tensor difference = decoded.picture - truth;

    PortraitLoss loss;
    loss.drawn = decoded.picture;
    loss.truth = truth;
    const auto add = [&loss](const char *name, const Tensor &term, double weight) {
        loss.total = loss.total.defined() ? loss.total + weight * term : weight * term;
        loss.terms.emplace_back(name, term.item<double>());
    };
    add("pixels", (distance(difference) * pixels).mean(), 1.0);
    add("pyramid", pyramidL1(difference, pixels, shape.side == 32 ? 2 : 3), weights.pyramid);
    add("pairs", deltaLoss(decoded.picture, truth, pixels, batch.changed), weights.delta);
    if (decoded.parts.defined())
        add("parts", fn::cross_entropy(decoded.parts.to(torch::kFloat), batch.parts), weights.parts);
    if (decoded.landmarks.defined())
        add("places", (decoded.landmarks - batch.landmarks).abs().mean(), weights.landmarks);
    if (encoder != nullptr) {
        add("kl",
            (-0.5 * (1.0 + encoded.logVariance - encoded.mean.square() - encoded.logVariance.exp())).sum(1).mean(),
            weights.kl);
        loss.total = loss.total + readingLoss(encoded, batch, weights.reading, loss.terms);
    }
    return loss;
}

} // namespace imago::train::neural
