// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/neural/pooled_trainer.h"

#include "engine/core/random.h"

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

std::vector<bool> PooledTrainer::inMirror(const std::vector<std::uint64_t> &indices) const
{
    const std::uint64_t stream = mixSeed(mixSeed(m_plan.seed, 0x6d6972726f72), static_cast<std::uint64_t>(done()));
    std::vector<bool> flipped;
    for (const std::uint64_t index : indices)
        flipped.push_back(mixSeed(stream, index / 2) % 2 == 1);
    return flipped;
}

Status PooledTrainer::requireWindow() const
{
    const Window window = windowAt(m_plan, done());
    const Result<std::size_t> ready = m_pool.require(window.first, window.last);
    return ready ? Status{} : tl::unexpected(ready.error());
}

} // namespace imago::train::neural
