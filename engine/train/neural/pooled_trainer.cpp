// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/neural/pooled_trainer.h"

namespace imago::train::neural {

PooledTrainer::PooledTrainer(const Plan &plan, SamplePool &pool, torch::Device device)
    : Trainer(plan.seed, totalSteps(plan), device, plan.precision)
    , m_plan(plan)
    , m_pool(pool)
{
}

StepFacts PooledTrainer::facts(std::int64_t step) const
{
    return {shapeAt(m_plan, step).side, m_plan.batch, learningRate(m_plan, step)};
}

Status PooledTrainer::requireWindow() const
{
    const Window window = windowAt(m_plan, done());
    const Result<std::size_t> ready = m_pool.require(window.first, window.last);
    return ready ? Status{} : tl::unexpected(ready.error());
}

} // namespace imago::train::neural
