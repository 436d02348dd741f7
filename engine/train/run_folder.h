// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/train/run_status.h"

#include <filesystem>
#include <vector>

namespace imago::train {

/// How a training stands, as seen from outside.
enum class RunCondition {
    Preparing,
    Running,
    Paused, ///< Its process is held (SIGSTOP).
    Finished,
    Stopped,
    Failed,
    Died ///< Its process ended without a word: killed, out of memory, the machine lost power.
};

/// One training's folder.
struct Run
{
    std::filesystem::path folder;
    RunStatus status;
    RunCondition condition = RunCondition::Died;

    bool isAlive() const noexcept;
    /// Whether there is something to go on from.
    bool canGoOn = false;
    bool hasPackage = false;
};

/// Whether a training keeps its files in this folder: its status.json or plan.json is one that imago train wrote.
bool isRunFolder(const std::filesystem::path &folder);

/// Whether a training may begin, or go on where `resume` is true, in this folder, which need not be there. Errors:
/// BadInput where a plan is there already, or none to go on with.
Status checkRunFolder(const std::filesystem::path &folder, bool resume);

/// Errors: as readRunStatus.
Result<Run> readRun(const std::filesystem::path &folder);

/// The trainings in the folders of `folder`, by name; what is no training, or a damaged one, is passed over.
std::vector<Run> listRuns(const std::filesystem::path &folder);

/// A picture of what the model drew at a step, from the same places of its space each time.
struct RunPreview
{
    std::int64_t step = 0;
    std::filesystem::path file;
};
/// By step.
std::vector<RunPreview> previewsOf(const std::filesystem::path &folder);

// What its process is asked. Errors: BadInput where no trainer lives in the folder.
Status pauseRun(const Run &run);
Status continueRun(const Run &run);
/// To save a checkpoint and end; wakes it where it is paused.
Status stopRun(const Run &run);

} // namespace imago::train
