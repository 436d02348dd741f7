// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/neural/reader_trainers.h"

#include "engine/latent/neural/portrait_package.h"
#include "engine/train/neural/precision_choice.h"
#include "engine/train/neural/reading_loss.h"

namespace imago::train::neural {

ReaderTrainer::ReaderTrainer(const Plan &plan, SamplePool &pool, torch::Device device, const std::string &name,
                             latent::neural::PortraitEncoder (*make)())
    : PooledTrainer(plan, pool, device)
    , m_reader(make())
    , m_parameters(own(name, *m_reader))
{
}

Result<Losses> ReaderTrainer::step()
{
    if (const Status ready = requireWindow(); !ready)
        return tl::unexpected(ready.error());
    const std::vector<std::uint64_t> indices = share(batchAt(plan(), done()));
    const PortraitBatch batch = portraitBatch(pool(), indices, device(), inMirror(indices));
    at::Generator noise = noiseOfStep(plan().seed);
    m_parameters.zeroGradients();
    Losses losses;
    const torch::Tensor loss = readingLoss(readAsDropped(m_reader, batch, typeOf(plan().precision), noise), batch,
                                           {.identity = 0.5, .attributes = 1.0, .landmarks = 1.0}, losses);
    scaled(loss).backward();
    const AdamOptions options{.matrixPace = kMatrixPace};
    const Result<bool> updated = update({{m_parameters, learningRate(plan(), done()), options}}, plan().emaDecay);
    if (!updated)
        return tl::unexpected(updated.error());
    stepDone();
    return *updated ? losses : Losses{};
}

JudgeTrainer::JudgeTrainer(const Plan &plan, SamplePool &pool, torch::Device device)
    : ReaderTrainer(plan, pool, device, "judge", &latent::neural::newJudge)
{
}

Status JudgeTrainer::adopt(const files::Package &package)
{
    const Status loaded = latent::neural::loadJudge(package, m_reader);
    if (loaded)
        startAverages();
    return loaded;
}

Status JudgeTrainer::writePackage(const std::filesystem::path &folder, const std::string &trainingJson)
{
    const FlatParameters::AverageScope average(m_parameters);
    return latent::neural::writeJudgePackage(folder, m_reader, trainingJson);
}

EncoderTrainer::EncoderTrainer(const Plan &plan, SamplePool &pool, torch::Device device)
    : ReaderTrainer(plan, pool, device, "encoder", &latent::neural::newEncoder)
    , m_decoder(latent::neural::newDecoder())
    , m_decoderParameters(own("decoder", *m_decoder))
{
}

Status EncoderTrainer::adopt(const files::Package &package)
{
    Status loaded = latent::neural::loadNetworks(package, m_decoder, m_reader);
    if (!loaded && loaded.error().code == ErrorCode::Incompatible) // an encoder of an earlier version: start it anew
        loaded = latent::neural::loadDecoder(package, m_decoder);
    if (loaded)
        startAverages();
    return loaded;
}

Status EncoderTrainer::writePackage(const std::filesystem::path &folder, const std::string &trainingJson)
{
    const FlatParameters::AverageScope average(m_parameters);
    return latent::neural::writePortraitPackage(folder, m_decoder, m_reader, trainingJson);
}

} // namespace imago::train::neural
