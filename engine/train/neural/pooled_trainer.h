// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/train/neural/trainer.h"
#include "engine/train/plan.h"
#include "engine/train/sample_pool.h"

namespace imago::train::neural {

/// A trainer whose samples are drawn while it works: each step takes its batch from the pool's current window.
class PooledTrainer : public Trainer
{
public:
    const Plan &plan() const { return m_plan; }
    StepFacts facts(std::int64_t step) const override;

protected:
    /// The pool must outlive the trainer.
    PooledTrainer(const Plan &plan, SamplePool &pool, torch::Device device);

    SamplePool &pool() const { return m_pool; }
    /// The window of the current step is drawn.
    Status requireWindow() const;
    /// Half of the pairs are seen in a mirror, each by turns of its own: twice as many for the renderer's work.
    std::vector<bool> inMirror(const std::vector<std::uint64_t> &indices) const;
    Status makeReady() override { return requireWindow(); }

private:
    Plan m_plan;
    SamplePool &m_pool;
};

} // namespace imago::train::neural
