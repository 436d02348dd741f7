// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/console.h"
#include "engine/core/error.h"
#include "engine/train/leave_out.h"
#include "engine/train/model_plan.h"
#include "engine/train/step_report.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>

namespace CLI {
class App;
}

namespace imago::cli {

/// What both kinds of training are told; what is not given is each kind's own.
struct TrainingOptions
{
    std::string output = "imago-training";
    std::string from;
    bool resume = false;
    std::optional<double> minutes;
    std::optional<std::int64_t> steps;
    std::optional<int> batch;
    std::uint64_t seed = 1;
    std::string device = "auto";
    std::string precision = "auto";
    std::optional<double> checkpointMinutes;
    int threads = 0;
};

/// `imago train FOLDER`: what only models on pictures of one's own are told.
struct PictureOptions
{
    std::string folder; ///< Empty: another kind of training.
    std::string kind = "vae";
    std::string size; ///< As sizeWish() reads it.
    bool pad = false;
    std::string labels;
    bool noLabels = false; ///< Those that there are are passed over.
    std::string title;
    double heldOut = 0.1;
    std::optional<bool> mirror; ///< As the pictures allow, where nothing is said.
    bool colour = false;
    bool hasTheRight = false;
    train::LeaveOut leaveOut;
    bool onWhite = false; ///< Transparent pictures.
    bool estimate = false;
    bool noQuality = false;
    std::optional<bool> projected;
    std::optional<double> kl, adversarial, perceptual, r1, modeSeeking, rate, diffAugment;
};

/// Where a training keeps its files, by what -o says.
std::filesystem::path trainingFolder(const std::string &output);

/// The plan of the training in this folder. Errors: BadInput where there is none, as train::modelPlanFromJson.
Result<train::ModelPlan> storedPlan(const std::filesystem::path &folder);

void addPictureOptions(CLI::App &verb, PictureOptions &options);
Status trainOnPictures(const PictureOptions &options, const TrainingOptions &common, Console &console,
                       const std::stop_token &stop);

/// What is to be trained on these pictures, but for the steps, which are measured where they are not said.
train::ModelPlan modelPlan(const PictureOptions &options, const TrainingOptions &common, const train::PictureSet &set,
                           bool mirror);

/// One line about a stretch of steps.
std::string describe(const train::StepReport &report);

/// Of those that train together: the one that has the files and keeps the package.
bool isFirstProcess();

} // namespace imago::cli
