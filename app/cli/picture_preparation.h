// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/train_pictures.h"
#include "engine/dataset/picture_samples.h"
#include "engine/train/picture_preparation.h"

#include <filesystem>
#include <optional>
#include <string>

namespace imago::cli {

/// --leave-out and --on-white.
void addOutlierOptions(CLI::App &verb, train::LeaveOut &leaveOut, bool &onWhite);

/// What a training tells its package about its pictures.
train::PicturePreparation preparationBy(const PictureOptions &options, const dataset::Dataset &set);

/// What the user says of how a folder's pictures are prepared for a model; what is left open is as in its training.
struct PreparationWishes
{
    std::string labels;
    std::optional<bool> pad;
    std::optional<double> heldOut;
};

/// How to prepare a folder's pictures for a model.
struct FolderForm
{
    std::optional<train::TrainedPictures> trained; ///< Nothing where the model does not say, or there is none.
    std::filesystem::path labels;
    bool useLabels = true;
    dataset::PictureSamplesOptions samples; ///< But for size and threads.

    /// Whether these are the pictures that the model was trained on, prepared alike. Nothing where that is not known.
    std::optional<bool> trainedOn(const dataset::PictureSamples &pictures) const;
};

/// As in the training of `package` (empty: no model), but for the wishes. `useReserved`: pictures whose metadata
/// forbids training, where the package does not say. Errors: as files::openPackage.
Result<FolderForm> formFor(const std::filesystem::path &package, const std::filesystem::path &folder,
                           const PreparationWishes &wishes, bool useReserved);

/// Warns where labels come from elsewhere than in the training, since classes and fingerprint then are others.
void warnOfOtherLabels(const FolderForm &form, const dataset::Dataset &set, Console &console);

/// What the report says of pictures that a model was not trained on.
inline constexpr const char *kOtherPictures = "other pictures than it was trained on, or prepared otherwise";

} // namespace imago::cli
