// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/neural/reading_loss.h"

#include "engine/tensor/precision.h"

namespace imago::train::neural {

namespace fn = torch::nn::functional;
using torch::Tensor;

namespace {

// What the encoder is shown: most cut-outs are put on a random backdrop, as pictures that people drop have one; some
// are softened a little, as those were seldom drawn at this very size.
Tensor asDropped(const Tensor &picture, at::Generator &noise)
{
    const std::int64_t size = picture.size(0);
    const auto random = [&](at::IntArrayRef shape) { return torch::rand(shape, noise).to(picture.device()); };
    // Walls are seldom colourful: what is read before colours alone is misread before grey ones.
    const Tensor saturation = random({size, 1, 1, 1}).square();
    const auto tinted = [&] {
        const Tensor grey = random({size, 1, 1, 1});
        return grey + saturation * (random({size, 3, 1, 1}) - grey);
    };
    const Tensor top = tinted();
    const Tensor bottom = (top + 0.3 * (tinted() - 0.5)).clamp(0.0, 1.0);
    const Tensor height = torch::linspace(0.0, 1.0, picture.size(2)).view({1, 1, -1, 1}).to(picture.device());
    const Tensor backdrop = top + (bottom - top) * height;
    const Tensor clear = 0.5 - 0.5 * picture.narrow(1, 3, 1); // 1 - alpha
    const Tensor opaque = torch::cat({picture.narrow(1, 0, 3) + 2.0 * clear * backdrop,
                                      torch::ones_like(clear)}, 1);
    const Tensor onBackdrop = (random({size, 1, 1, 1}) < 0.7).to(torch::kFloat);
    Tensor shown = picture + (opaque - picture) * onBackdrop;
    const Tensor soft = torch::avg_pool2d(shown, 3, 1, 1);
    const Tensor softened = random({size, 1, 1, 1}).square() * 0.7;
    return (shown + (soft - shown) * softened).contiguous(torch::MemoryFormat::ChannelsLast);
}

// Cross entropy of the heat maps, whose targets are the four cells around each landmark, teaches where to look at all;
// the distance of the expected places, how to look between cells. Landmarks outside the picture count nothing.
Tensor landmarkLoss(const latent::neural::Encoded &read, const Tensor &wanted)
{
    constexpr double kEdge = 0.97, kHeat = 0.05, kDistance = 2.0;
    const std::int64_t side = read.heat.size(3);
    const Tensor inside = (wanted.abs() < kEdge).all(2).to(torch::kFloat);
    const Tensor cell = (wanted + 1.0) * (0.5 * static_cast<double>(side)) - 0.5;
    const Tensor corner = cell.floor().clamp(0.0, static_cast<double>(side - 2));
    const Tensor across = (cell - corner).clamp(0.0, 1.0);
    const Tensor x = across.select(2, 0);
    const Tensor y = across.select(2, 1);
    const Tensor first = corner.select(2, 1) * static_cast<double>(side) + corner.select(2, 0);
    const Tensor logShare = torch::log_softmax(read.heat.flatten(2), 2);
    const auto at = [&](std::int64_t further) {
        return logShare.gather(2, (first.to(torch::kLong) + further).unsqueeze(2)).squeeze(2);
    };
    const Tensor heat = -((1.0 - x) * (1.0 - y) * at(0) + x * (1.0 - y) * at(1) + (1.0 - x) * y * at(side) +
                          x * y * at(side + 1));
    const Tensor distance = (read.landmarks - wanted).abs().mean(2);
    return ((kHeat * heat + kDistance * distance) * inside).mean();
}

} // namespace

latent::neural::Encoded readAsDropped(latent::neural::PortraitEncoder &encoder, const PortraitBatch &batch,
                                      at::ScalarType layers, at::Generator &noise)
{
    const tensor::MixedScope mixed(batch.z.device(), layers);
    const latent::neural::Encoded read = encoder(asDropped(batch.picture, noise));
    return {read.mean.to(torch::kFloat), read.logVariance.to(torch::kFloat), read.attributes.to(torch::kFloat),
            read.landmarks, read.heat};
}

Tensor readingLoss(const latent::neural::Encoded &read, const PortraitBatch &batch, const ReadingWeights &weights,
                   Losses &losses)
{
    const Tensor identity =
        0.5 * ((batch.z - read.mean).square() * (-read.logVariance).exp() + read.logVariance).mean();
    const Tensor attributes = fn::mse_loss(read.attributes, batch.attributes);
    const Tensor landmarks = landmarkLoss(read, batch.landmarks);
    losses.emplace_back("identity", identity.item<double>());
    losses.emplace_back("attributes", attributes.item<double>());
    losses.emplace_back("landmarks", landmarks.item<double>());
    return weights.identity * identity + weights.attributes * attributes + weights.landmarks * landmarks;
}

} // namespace imago::train::neural
