// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/jobs/job_context.h"
#include "engine/train/classifier_training.h"
#include "engine/train/picture_reader.h"

#include <filesystem>
#include <memory>
#include <optional>

namespace imago {

/// What the neural module offers beside its models: networks that measure pictures. The module exports it as
///     extern "C" const imago::Judges *imago_judges();
struct Judges
{
    /// `imago learn-classes`. Errors: as engine/train/neural/picture_classifier.h.
    Result<std::optional<train::ClassifierQuality>> (*trainClassifier)(const train::ClassifierTraining &order,
                                                                       jobs::JobContext &context);

    /// Opens what pictures are measured with: a classifier's package, the style networks', or the portraits'. Errors:
    /// as files::openPackage, Incompatible.
    Result<std::shared_ptr<train::PictureReader>> (*openPictureReader)(const std::filesystem::path &package);
};

/// The name under which the module exports them.
inline constexpr const char *kJudgesSymbol = "imago_judges";
using JudgesFunction = const Judges *(*)();

/// As openNeuralModule().
Result<const Judges *> openJudges();

} // namespace imago
