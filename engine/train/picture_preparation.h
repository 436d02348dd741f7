// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/image.h"
#include "engine/files/manifest.h"
#include "engine/train/leave_out.h"

#include <cstdint>
#include <optional>
#include <string>

namespace imago::train {

/// How the pictures of a training were chosen and brought into form: what it takes to tell later which of a folder's
/// pictures the model has seen. Sizes and classes stand in the plan.
struct PicturePreparation
{
    double heldOut = 0.1;     ///< The share that it was not trained on, 0 to 0.5.
    bool pad = false;         ///< Pictures of another shape were shown whole instead of being cropped.
    bool useReserved = false; ///< It also saw pictures whose metadata forbids training.
    std::string labels;       ///< Where labels came from: "none", "folders", "table", "sidecars" or "idx".
    /// The table that was named, by its path inside the pictures' folder; empty: none, or one elsewhere.
    std::string labelsFile;
    bool useLabels = true; ///< False: labels, where there were any, were passed over.
    LeaveOut leaveOut;
    bool onWhite = false; ///< Transparent pictures were put on white.
    bool operator==(const PicturePreparation &) const = default;
};

/// As plan.json and a package's training keep it, under "preparation".
files::Json toJson(const PicturePreparation &preparation);
/// Nothing for what is none, or one of a newer version.
std::optional<PicturePreparation> preparationFromJson(const files::Json &json);

/// What a package says of the pictures that its model was trained on.
struct TrainedPictures
{
    PicturePreparation preparation;
    std::uint64_t fingerprint = 0; ///< SampleSource::fingerprint() of the pictures, so prepared.
};
/// Nothing for a package that does not say.
std::optional<TrainedPictures> trainedPicturesOf(const files::Manifest &manifest);

/// Whether these are the built-in portraits or a training of theirs.
bool arePortraits(const files::Manifest &manifest);

/// In what size a model that goes on from this package draws where nobody wishes another one: that of a model on
/// pictures of one's own; 64 x 64 for the portraits, which are square; nothing for another package.
std::optional<Size> modelSizeOf(const files::Manifest &manifest);

} // namespace imago::train
