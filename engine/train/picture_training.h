// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/train/model_plan.h"
#include "engine/train/picture_source.h"
#include "engine/train/step_report.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

namespace imago::train {

/// The order to train a model on pictures.
struct PictureTraining
{
    ModelPlan plan; ///< planFor() and what the user changed; its steps are filled in from `minutes` where they are 0.
    std::filesystem::path output; ///< Folder: plan.json, log.jsonl, checkpoints, previews, the package.
    std::filesystem::path from;   ///< A package to go on from with a fresh optimiser; empty starts anew.
    std::filesystem::path trunk;  ///< The style room's package, whose frozen network judges features.
    bool resume = false;          ///< Go on exactly where the newest checkpoint in `output` stopped.
    double minutes = 10;          ///< Turned into steps once, by measuring.
    std::string precision = "auto"; ///< As PortraitTraining::precision.
    std::string device = "auto";
    std::filesystem::path system = "/"; ///< Where proc and sys are, which say what memory there is.
    int threads = 1;
    double checkpointMinutes = 2;
    std::shared_ptr<const PictureSource> pictures;
    std::filesystem::path dataset; ///< Where they come from, for the status.
    std::function<void(const StepReport &)> onReport;
    std::function<void(const ModelPlan &)> onPlan; ///< Told once, before the first step.
};

/// What a training would cost on this machine, measured by a few real steps.
struct TrainingEstimate
{
    double secondsPerStep = 0;
    int batch = 0;       ///< That the training would have, and
    int wantedBatch = 0; ///< what was asked for: more where the memory that is free does not suffice.
    std::uint64_t memoryBytes = 0; ///< The most that the process has had by now.
};

/// How many pictures a model is shown until it is worth looking at: rules of thumb, no measurements. The VAE of 64 px
/// portraits in docs/training.md had five sliders of its own after 19,200.
inline constexpr std::int64_t kFirstSlidersPictures = 25'000;
inline constexpr std::int64_t kGoodModelPictures = 250'000;

} // namespace imago::train
