// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/train/sample_source.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

namespace imago::train {

/// What the log holds of one stretch of steps: means since the last report.
struct StepReport
{
    std::int64_t step = 0;
    std::int64_t total = 0;
    int side = 0;
    double l1 = 0, pyramid = 0, delta = 0, parts = 0, anchor = 0, attributes = 0, kl = 0;
    double learningRate = 0;
    double imagesPerSecond = 0;
    std::uint64_t drawn = 0; ///< Samples drawn for the first time so far.
};

/// The order to train the built-in portraits' model.
struct PortraitTraining
{
    std::filesystem::path output; ///< Folder: plan.json, log.jsonl, checkpoints, previews, the package at the end.
    std::filesystem::path from;   ///< A package to go on from with a fresh optimiser; empty starts anew.
    bool resume = false;          ///< Go on exactly where the newest checkpoint in `output` stopped.
    double minutes = 60;          ///< Turned into steps once, by measuring.
    std::int64_t steps = 0;       ///< Above 0: this many steps in all instead of `minutes`.
    int batch = 32;
    std::int64_t window = 32768; ///< Samples in use at a time; the cache takes 71 KB each.
    std::uint64_t seed = 1;
    std::string device = "auto";
    int threads = 1;     ///< Of the network.
    int drawThreads = 1; ///< Of the renderer.
    double checkpointMinutes = 5;
    std::shared_ptr<const SampleSource> samples;
    std::function<void(const StepReport &)> onReport;
};

} // namespace imago::train
