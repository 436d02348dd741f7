// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/neural/portrait_trainer.h"

#include "engine/core/random.h"
#include "engine/latent/backdrop.h"
#include "engine/latent/neural/normalisation.h"
#include "engine/latent/neural/portrait_package.h"
#include "engine/tensor/bridge.h"
#include "engine/train/portrait_sample.h"

#include <cstring>

namespace imago::train::neural {

using latent::kIdentitySize;
using latent::neural::kNetworkAttributes;
using torch::Tensor;

namespace {

constexpr double kEncodedFrom = 0.1; // share of the training before the encoder's z is worth decoding

} // namespace

PortraitTrainer::PortraitTrainer(const Plan &plan, torch::Device device)
    : m_plan(plan)
    , m_device(device)
{
    torch::manual_seed(plan.seed);
    m_decoder = latent::neural::newDecoder();
    m_encoder = latent::neural::newEncoder();
    m_decoder->to(device);
    m_encoder->to(device);
    m_decoderParameters = std::make_unique<FlatParameters>(*m_decoder);
    m_encoderParameters = std::make_unique<FlatParameters>(*m_encoder);
}

PortraitBatch PortraitTrainer::batchOf(SamplePool &pool, const std::vector<std::uint64_t> &indices) const
{
    const auto size = static_cast<std::int64_t>(indices.size());
    Tensor pictures = torch::empty({size, kPortraitSide, kPortraitSide, 4}, torch::kUInt8);
    Tensor parts = torch::empty({size, kPartsSide, kPartsSide}, torch::kUInt8);
    Tensor attributes = torch::empty({size, static_cast<std::int64_t>(kNetworkAttributes)});
    Tensor z = torch::empty({size, static_cast<std::int64_t>(kIdentitySize)});
    Tensor changed = torch::empty({size / 2});
    for (std::size_t i = 0; i < indices.size(); ++i) {
        const auto *sample = reinterpret_cast<const PortraitSample *>(pool.sample(indices[i]).data());
        std::memcpy(pictures.data_ptr<std::uint8_t>() + i * sample->rgba.size(), sample->rgba.data(),
                    sample->rgba.size());
        std::memcpy(parts.data_ptr<std::uint8_t>() + i * sample->parts.size(), sample->parts.data(),
                    sample->parts.size());
        float *a = attributes.data_ptr<float>() + i * kNetworkAttributes;
        for (std::size_t k = 0; k < kNetworkAttributes; ++k)
            a[k] = latent::neural::toNetwork(k, sample->attributes[k]);
        std::ranges::copy(sample->z, z.data_ptr<float>() + i * kIdentitySize);
        if (i % 2 == 1)
            changed.data_ptr<float>()[i / 2] = sample->changed >= 0 ? 1.0F : 0.0F;
    }
    PortraitBatch batch;
    // N x H x W x 4 in memory is what torch calls channels last.
    batch.picture = pictures.to(m_device).permute({0, 3, 1, 2}).to(torch::kFloat).div_(127.5).sub_(1.0);
    batch.parts = parts.to(m_device).to(torch::kLong);
    batch.attributes = attributes.to(m_device);
    batch.z = z.to(m_device);
    batch.changed = changed.to(m_device);
    return batch;
}

Result<PortraitLoss> PortraitTrainer::step(SamplePool &pool)
{
    const Window window = windowAt(m_plan, m_done);
    const Result<std::size_t> ready = pool.require(window.first, window.last);
    if (!ready)
        return tl::unexpected(ready.error());

    const PortraitBatch batch = batchOf(pool, batchAt(m_plan, m_done));
    // Noise follows from the step's number, so a resumed run draws what an unbroken one would have drawn.
    at::Generator noise = at::detail::createCPUGenerator(mixSeed(m_plan.seed, static_cast<std::uint64_t>(m_done)));
    const bool useEncoded = static_cast<double>(m_done) > kEncodedFrom * static_cast<double>(totalSteps(m_plan));
    const double rate = learningRate(m_plan, m_done);

    m_decoderParameters->zeroGradients();
    m_encoderParameters->zeroGradients();
    PortraitLoss loss =
        portraitLoss(m_decoder, m_encoder, batch, shapeAt(m_plan, m_done), useEncoded, LossWeights{}, noise);
    loss.total.backward();
    const double decoderNorm = m_decoderParameters->step(rate, m_plan.emaDecay, AdamOptions{});
    const double encoderNorm = m_encoderParameters->step(rate, m_plan.emaDecay, AdamOptions{});
    if (!std::isfinite(decoderNorm) || !std::isfinite(encoderNorm)) {
        return fail(ErrorCode::ModelFailed, "the gradient at step " + std::to_string(m_done) +
                                                " is not finite; go on from the last checkpoint with a smaller rate");
    }
    loss.total.reset(); // frees the graph
    ++m_done;
    return loss;
}

Result<Image> PortraitTrainer::preview(SamplePool &pool, int pairs)
{
    const Window window = windowAt(m_plan, m_done);
    const Result<std::size_t> ready = pool.require(window.first, window.last);
    if (!ready)
        return tl::unexpected(ready.error());
    std::vector<std::uint64_t> indices;
    for (std::uint64_t i = 0; i < 2 * static_cast<std::uint64_t>(pairs); ++i)
        indices.push_back(window.first + i);
    const torch::InferenceMode inference;
    const FlatParameters::AverageScope decoderAverage(*m_decoderParameters);
    const FlatParameters::AverageScope encoderAverage(*m_encoderParameters);
    const PortraitBatch batch = batchOf(pool, indices);
    const int side = shapeAt(m_plan, m_done).side;
    const Tensor drawn = m_decoder(batch.attributes, batch.z, side, 1.0).picture;
    const Tensor redrawn = m_decoder(batch.attributes, m_encoder(batch.picture).mean, side, 1.0).picture;
    const Tensor truth = side == 128 ? batch.picture : torch::avg_pool2d(batch.picture, 128 / side);
    // Three rows: the truth, decoded from the true z, decoded from the encoder's z.
    Image sheet({side * 2 * pairs, 3 * side});
    const Tensor rows[] = {truth, drawn, redrawn};
    for (int row = 0; row < 3; ++row) {
        for (int column = 0; column < 2 * pairs; ++column) {
            const Image picture = latent::overBackdrop(tensor::toImage(rows[row][column]),
                                                       latent::neutralPoint().attributes);
            for (int y = 0; y < side; ++y)
                std::memcpy(sheet.row(row * side + y) + 4 * column * side, picture.row(y), picture.bytesPerRow());
        }
    }
    return sheet;
}

} // namespace imago::train::neural
