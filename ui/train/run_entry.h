// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/dataset/evaluation.h"
#include "engine/train/run_folder.h"
#include "ui/train/remedy.h"
#include "ui/train/training_order.h"

#include <QString>

#include <optional>

namespace imago::ui {

/// How a training of the room stands.
enum class RunPhase {
    Queued,   ///< Waits until those before it have ended.
    Starting, ///< Its process was started and has not said anything yet.
    Preparing,
    Running,
    Paused,
    Stopping,  ///< It was asked to stop: its process finishes a step and saves a checkpoint.
    Finishing, ///< Its last step is done; its process looks for the model's sliders.
    Finished,
    Stopped,
    Failed,
    Died ///< Its process was ended from outside.
};

/// One training in the trainings' folder.
struct RunEntry
{
    QString folder;
    QString title;
    RunPhase phase = RunPhase::Queued;
    std::optional<TrainingOrder> order; ///< None where the command line started it.
    std::optional<train::Run> run;      ///< None until its process has spoken.
    QString complaint;                  ///< What a process that never spoke left behind.
    QString preview;                    ///< The newest one; may be empty.
    std::optional<Remedy> remedy;       ///< Of what its trainer noticed.
    std::optional<Remedy> instead;      ///< Where its memory did not suffice, or probably not: one that takes less.
    std::optional<dataset::PictureQuality> quality; ///< The package's figures about itself, once they are measured.

    bool isAlive() const
    {
        return phase == RunPhase::Starting || phase == RunPhase::Preparing || phase == RunPhase::Running ||
               phase == RunPhase::Paused || phase == RunPhase::Stopping || phase == RunPhase::Finishing;
    }
    /// Going on can end otherwise than before.
    bool canResume() const
    {
        return phase == RunPhase::Stopped || phase == RunPhase::Died || (phase == RunPhase::Failed && !isRefused());
    }
    /// Its order is at fault, and is so again whenever it goes on.
    bool isRefused() const
    {
        return phase == RunPhase::Failed && run && run->status.error &&
               (run->status.error->code == ErrorCode::BadInput || run->status.error->code == ErrorCode::NotAModel ||
                run->status.error->code == ErrorCode::Incompatible);
    }
    /// Its process ended before it was its trainer's.
    bool neverSpoke() const { return phase == RunPhase::Failed && !(run && run->status.error); }
    bool lackedMemory() const
    {
        return phase == RunPhase::Died || (phase == RunPhase::Failed && run && run->status.error &&
                                           run->status.error->code == ErrorCode::OutOfMemory);
    }
    bool canExplore() const
    {
        return run && run->hasPackage && (run->status.kind == "vae" || run->status.kind == "gan");
    }
};

} // namespace imago::ui
