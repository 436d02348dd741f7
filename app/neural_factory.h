// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/jobs/event.h"
#include "engine/jobs/job_context.h"
#include "engine/latent/explore.h"
#include "engine/latent/generator.h"
#include "engine/latent/neural/network_speed.h"
#include "engine/style/style_model.h"
#include "engine/train/portrait_evaluation.h"
#include "engine/train/picture_training.h"
#include "engine/train/portrait_training.h"
#include "engine/train/slider_search.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace imago {

/// What the neural module offers to the programs that open it while they run.
///
/// The module, `libimago_neural.so`, lies beside the program and exports one function:
///     extern "C" const imago::NeuralFactory *imago_neural_factory();
/// It carries LibTorch, so opening it takes most of a second: never on the GUI thread.
/// Programs and module are built together; the struct's layout is no promise to others.
struct NeuralFactory
{
    /// Opens a model package (folder or file). Errors: as engine/files/package.h, NotAModel, Incompatible.
    Result<std::shared_ptr<latent::NeuralModel>> (*loadModel)(const std::filesystem::path &package);

    /// `imago train --builtin portraits`. Errors: as engine/train/neural/training_run.h.
    Result<jobs::Ending> (*trainPortraits)(const train::PortraitTraining &order, jobs::JobContext &context);

    /// `imago train FOLDER`. Errors: as engine/train/neural/model_run.h.
    Result<jobs::Ending> (*trainOnPictures)(const train::PictureTraining &order, jobs::JobContext &context);

    /// `imago train FOLDER --estimate`: measures a few steps. Errors: as trainOnPictures.
    Result<train::TrainingEstimate> (*estimateTraining)(const train::PictureTraining &order, jobs::JobContext &context);

    /// Opens a model that was trained on pictures of one's own. Errors: as engine/latent/neural/explorable_model.h.
    Result<std::shared_ptr<latent::ExplorableModel>> (*openExplorable)(const std::filesystem::path &package);
    /// `imago discover`: finds its sliders and stores them in the package. Errors: as
    /// engine/train/neural/slider_search.h.
    Result<std::vector<latent::ExploreSlider>> (*searchSliders)(const train::SliderSearch &order,
                                                                jobs::JobContext &context);
    /// Gives one a name of the user's. Errors: as engine/latent/neural/slider_file.h.
    Status (*renameSlider)(const std::filesystem::path &package, const std::string &id, const std::string &name);

    /// `imago evaluate`: how good a portraits' model is. Errors: as engine/train/neural/portrait_evaluation.h.
    Result<train::PortraitQuality> (*evaluatePortraits)(const train::PortraitEvaluation &order,
                                                        jobs::JobContext &context);

    /// Opens a style package. Errors: as engine/style/neural/style_package.h.
    Result<std::shared_ptr<style::StyleModel>> (*loadStyleModel)(const std::filesystem::path &package);

    /// `imago bench`: how much of what the machine can do a portraits' networks reach.
    Result<std::vector<latent::NetworkSpeed>> (*measureNetworks)(const std::filesystem::path &package, double seconds,
                                                                 const std::stop_token &stop);

    /// Whether this machine can train so. Errors: as engine/train/neural/precision_choice.h.
    Status (*checkArithmetic)(const std::string &device, const std::string &precision);
};

/// The name under which the module exports its factory.
inline constexpr const char *kNeuralFactorySymbol = "imago_neural_factory";
using NeuralFactoryFunction = const NeuralFactory *(*)();

} // namespace imago
