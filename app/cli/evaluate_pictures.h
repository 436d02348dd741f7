// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/console.h"
#include "app/cli/picture_preparation.h"
#include "engine/dataset/picture_samples.h"

#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <string>

namespace imago::cli {

/// The order to hold made pictures against real ones.
struct PictureEvaluation
{
    std::filesystem::path model; ///< A package that draws; or
    std::string samples; ///< pictures that somebody drew.
    std::string real;
    PreparationWishes form; ///< Of the real ones.
    std::string judge;   ///< Empty: chosen, see openReader().
    std::size_t count = 0; ///< Samples; 0: all of a folder, 2,000 of a model.
    std::string sheet; ///< Where the samples that are nearest to training pictures are shown beside them.
    std::uint64_t seed = 1;
    int threads = 0;
    bool store = false; ///< The figures go into the model's package.
};

/// `imago evaluate` for pictures: distances, precision and recall, classes, copies.
Status evaluatePictures(const PictureEvaluation &order, Console &console, const std::stop_token &stop);

/// A short look at a model that has just been trained on these pictures, with so few samples that it takes seconds; the
/// figures go into its package. Errors: as evaluatePictures.
Status measureTrained(const std::filesystem::path &package, const dataset::PictureSamples &pictures, Console &console,
                      const std::stop_token &stop);

} // namespace imago::cli
