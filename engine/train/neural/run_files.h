// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/train/neural/trainer.h"
#include "engine/train/run_status.h"
#include "engine/train/step_report.h"

#include <filesystem>
#include <string>

namespace imago::train::neural {

/// The folder of one training: plan.json, log.jsonl, samples.cache, checkpoint-N.safetensors (the two newest),
/// preview-N.png, package/.
class RunFiles
{
public:
    /// Errors: FileUnwritable; BadInput where a training is already there and `resume` is false, or none is there and
    /// it is true.
    static Result<RunFiles> open(const std::filesystem::path &folder, bool resume);

    std::filesystem::path cache() const { return m_folder / "samples.cache"; }
    std::filesystem::path package() const { return m_folder / "package"; }
    std::filesystem::path preview(std::int64_t step) const;
    std::filesystem::path newCheckpoint(std::int64_t step) const;

    Status writePlan(const std::string &json) const;
    Result<std::string> readPlan() const;
    /// One line of JSON a report.
    Status log(const StepReport &report) const;

    /// Keeps the two newest.
    void removeOldCheckpoints() const;
    bool hasCheckpoint() const { return !checkpoints().empty(); }
    /// The newest one that is whole. Damaged ones are set aside, and the reporter says so. Errors: FileMissing where
    /// there is none; what keeps one from being read; that of the oldest where none is whole.
    Status loadNewestCheckpoint(Trainer &trainer, RunReporter &reporter) const;

private:
    explicit RunFiles(std::filesystem::path folder);
    std::vector<std::filesystem::path> checkpoints() const; ///< Newest first.

    std::filesystem::path m_folder;
};

} // namespace imago::train::neural
