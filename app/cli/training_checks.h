// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/train_pictures.h"
#include "engine/train/plan.h"
#include "engine/train/portrait_training.h"

#include <string>
#include <vector>

namespace imago::cli {

/// Whether the options that `imago train` was given have to do with the training that they ask for. Errors: BadInput
/// for the first that belongs to the other kind of model, to --builtin or to a folder, and would change nothing.
Status checkOptions(const CLI::App &verb, const std::string &builtin, const PictureOptions &pictures, bool resume);

/// The options that were given, and ask for something else than `plan`, which a training that goes on keeps. `known`:
/// `asked` with what the training's folder says of its pictures.
std::vector<std::string> fixedOptions(const CLI::App &verb, const train::ModelPlan &plan, const PictureOptions &asked,
                                      const PictureOptions &known, const TrainingOptions &common);
/// The same of the built-in networks' trainings.
std::vector<std::string> fixedOptions(const CLI::App &verb, const train::Plan &plan,
                                      const train::PortraitTraining &asked);

} // namespace imago::cli
