// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/core/image.h"
#include "engine/train/neural/flat_parameters.h"
#include "engine/train/plan.h"
#include "engine/train/portrait_training.h"
#include "engine/train/sample_pool.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace imago::train::neural {

/// Networks with everything that training them needs; what differs between trainings is their step.
///
/// Guarantees: a step's result depends on the plan, the samples, the weights before it and the thread count alone, so
/// stopping at a checkpoint and going on gives the same weights as not stopping (CPU).
/// Threads: one. May throw torch's exceptions; runs inside tensor::guard.
class Trainer
{
public:
    virtual ~Trainer() = default;
    Trainer(const Trainer &) = delete;
    Trainer &operator=(const Trainer &) = delete;

    /// One step on the samples of `pool` that the plan names. Errors: what drawing a sample reported; ModelFailed when
    /// a gradient is not finite, with the weights as they were.
    virtual Result<Losses> step(SamplePool &pool) = 0;

    std::int64_t done() const { return m_done; }
    bool finished() const { return m_done >= totalSteps(m_plan); }
    const Plan &plan() const { return m_plan; }

    /// All state as one safetensors file / back again. Errors: as files/safetensors.h, Incompatible for other shapes,
    /// ChecksumMismatch.
    Status save(const std::filesystem::path &file);
    Status load(const std::filesystem::path &file);

    /// Starts from a package's weights with a fresh optimiser.
    virtual Status adopt(const std::filesystem::path &package) = 0;
    /// The averaged networks as a model package folder; `trainingJson` becomes training.json.
    virtual Status writePackage(const std::filesystem::path &folder, const std::string &trainingJson) = 0;
    /// A contact sheet of what the averaged networks make of the first samples of the current window; empty where
    /// there is nothing to look at.
    virtual Result<Image> preview(SamplePool &pool) = 0;

protected:
    Trainer(const Plan &plan, torch::Device device);

    /// Takes a network to the device and into the checkpoints, where it is called `name`.
    FlatParameters &own(std::string name, torch::nn::Module &network);
    /// The window of the current step is drawn.
    Status requireWindow(SamplePool &pool) const;
    /// After a package was loaded into the networks.
    void startAverages();
    void stepDone() { ++m_done; }

    torch::Device device() const { return m_device; }

private:
    struct Network
    {
        std::string name;
        std::unique_ptr<FlatParameters> parameters;
    };

    Plan m_plan;
    torch::Device m_device;
    std::vector<Network> m_networks;
    std::int64_t m_done = 0;
};

/// The error of a step whose gradient is not finite.
tl::unexpected<Error> notFinite(std::int64_t step);

} // namespace imago::train::neural
