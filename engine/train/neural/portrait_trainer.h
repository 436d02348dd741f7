// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/jobs/job_context.h"
#include "engine/train/neural/flat_parameters.h"
#include "engine/train/neural/portrait_loss.h"
#include "engine/train/plan.h"
#include "engine/train/portrait_training.h"
#include "engine/train/sample_pool.h"

#include <memory>

namespace imago::train::neural {

/// The built-in portraits' networks with everything that training them needs.
///
/// Guarantees: a step's result depends on the plan, the samples, the weights before it and the thread count alone, so
/// stopping at a checkpoint and going on gives the same weights as not stopping (CPU).
/// Threads: one. May throw torch's exceptions; runs inside tensor::guard.
class PortraitTrainer
{
public:
    PortraitTrainer(const Plan &plan, torch::Device device);

    /// One step on the samples of `pool` that the plan names.
    Result<PortraitLoss> step(SamplePool &pool);

    std::int64_t done() const { return m_done; }
    bool finished() const { return m_done >= totalSteps(m_plan); }
    const Plan &plan() const { return m_plan; }
    void setPlan(const Plan &plan) { m_plan = plan; } ///< Before the first step: the measured schedule.

    /// All state as one safetensors file / back again. Errors: as files/safetensors.h, Incompatible for other shapes.
    Status save(const std::filesystem::path &file);
    Status load(const std::filesystem::path &file);

    /// Starts from a package's weights with a fresh optimiser.
    Status adopt(const std::filesystem::path &package);

    /// The averaged networks as a model package folder; `report` becomes training.json.
    Status writePackage(const std::filesystem::path &folder, const std::string &trainingJson);

    /// A contact sheet of the averaged decoder beside the truth for the first 2n samples of the current window.
    Result<Image> preview(SamplePool &pool, int pairs);

private:
    PortraitBatch batchOf(SamplePool &pool, const std::vector<std::uint64_t> &indices) const;

    Plan m_plan;
    torch::Device m_device;
    latent::neural::PyramidDecoder m_decoder{nullptr};
    latent::neural::PortraitEncoder m_encoder{nullptr};
    std::unique_ptr<FlatParameters> m_decoderParameters;
    std::unique_ptr<FlatParameters> m_encoderParameters;
    std::int64_t m_done = 0;
};

/// Runs a whole training as ordered: plan (or resume), steps, checkpoints, log, package.
/// A stop ends after a checkpoint. Errors: what files and samples report, ModelFailed when a loss is not finite
/// (the checkpoints before it stay).
Result<jobs::Ending> trainPortraits(const PortraitTraining &order, jobs::JobContext &context);

} // namespace imago::train::neural
