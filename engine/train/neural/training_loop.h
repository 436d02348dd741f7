// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/jobs/event.h"
#include "engine/jobs/job_context.h"
#include "engine/tensor/peers.h"
#include "engine/train/neural/run_files.h"
#include "engine/train/neural/trainer.h"
#include "engine/train/run_status.h"
#include "engine/train/step_report.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

namespace imago::train::neural {

/// What the run around the steps needs to be told.
struct LoopOptions
{
    double checkpointMinutes = 5;
    std::function<void(const StepReport &)> onReport;
    /// What the package says about how it came to be.
    std::function<std::string(const StepReport &)> trainingJson;
    /// Samples drawn so far; empty where they are all there from the start.
    std::function<std::uint64_t()> drawn;
};

/// One process of a training: who takes part, and where this one keeps its files.
struct Workplace
{
    tensor::Peers peers;
    std::filesystem::path folder; ///< `output` itself for the first process, a folder in it for others.
    RunFiles files;

    /// Meets the other processes, where the launch variables name some. Errors: tensor::device()'s,
    /// Peers::fromEnvironment()'s, RunFiles::open()'s.
    static Result<Workplace> open(const std::string &device, const std::filesystem::path &output, bool resume);
    /// The first process's plan, as text, everywhere. Errors: Peers'.
    Result<std::string> agreed(std::string plan) const;
};

double secondsSince(std::chrono::steady_clock::time_point begin);

/// Steps until the training is finished, with its log, checkpoints, previews and package in the place's files. A stop
/// ends after a checkpoint. Of several processes the trainer has joined before; only the first one writes checkpoints,
/// previews and the package, and the stop of any ends all after the same step. Errors: the step's (the checkpoints
/// before it stay), and what writing reports: DiskFull leaves the checkpoints that are there whole.
Result<jobs::Ending> runSteps(Trainer &trainer, const Workplace &place, RunReporter &reporter,
                              const LoopOptions &options, jobs::JobContext &context);

} // namespace imago::train::neural
