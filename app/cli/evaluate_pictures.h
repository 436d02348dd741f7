// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/console.h"

#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <string>

namespace imago::cli {

/// The order to hold made pictures against real ones.
struct PictureEvaluation
{
    std::string model;   ///< A package that draws; or
    std::string samples; ///< pictures that somebody drew.
    std::string real;
    std::string labels;  ///< Of the real ones.
    std::string judge;   ///< Empty: the trunk of the style networks.
    std::size_t count = 0; ///< Samples; 0: all of a folder, 2,000 of a model.
    bool pad = false;
    bool hasTheRight = false;
    std::string sheet; ///< Where the samples that are nearest to training pictures are shown beside them.
    std::uint64_t seed = 1;
    int threads = 0;
};

/// `imago evaluate` for pictures: distances, precision and recall, classes, copies.
Status evaluatePictures(const PictureEvaluation &order, Console &console, const std::stop_token &stop);

} // namespace imago::cli
