// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/neural/judge_trainer.h"

#include "engine/latent/neural/portrait_package.h"
#include "engine/train/neural/precision_choice.h"
#include "engine/train/neural/reading_loss.h"

namespace imago::train::neural {

JudgeTrainer::JudgeTrainer(const Plan &plan, SamplePool &pool, torch::Device device)
    : PooledTrainer(plan, pool, device)
    , m_judge(latent::neural::newJudge())
    , m_parameters(own("judge", *m_judge))
{
}

Result<Losses> JudgeTrainer::step()
{
    if (const Status ready = requireWindow(); !ready)
        return tl::unexpected(ready.error());
    const PortraitBatch batch = portraitBatch(pool(), share(batchAt(plan(), done())), device());
    at::Generator noise = noiseOfStep(plan().seed);
    m_parameters.zeroGradients();
    Losses losses;
    const torch::Tensor loss = readingLoss(readAsDropped(m_judge, batch, typeOf(plan().precision), noise), batch,
                                           {.identity = 0.5, .attributes = 1.0}, losses);
    scaled(loss).backward();
    const Result<bool> updated = update({{m_parameters, learningRate(plan(), done())}}, plan().emaDecay);
    if (!updated)
        return tl::unexpected(updated.error());
    stepDone();
    return *updated ? losses : Losses{};
}

Status JudgeTrainer::adopt(const files::Package &package)
{
    const Status loaded = latent::neural::loadJudge(package, m_judge);
    if (loaded)
        startAverages();
    return loaded;
}

Status JudgeTrainer::writePackage(const std::filesystem::path &folder, const std::string &trainingJson)
{
    const FlatParameters::AverageScope average(m_parameters);
    return latent::neural::writeJudgePackage(folder, m_judge, trainingJson);
}

} // namespace imago::train::neural
