// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/train_pictures.h"
#include "engine/core/error.h"

#include <filesystem>

namespace imago::cli {

// pictures.json in a training's folder: where its pictures come from and how they are brought into form, so that
// --resume finds them again without being told.

/// Errors: as files::saveFile.
Status writeOrigin(const std::filesystem::path &run, const PictureOptions &options);
/// Fills in folder and labels where `options` name no folder, and the form that the run's pictures have: padding, the
/// held-out share, the right to use reserved pictures, whether labels are used, what is left out, what is put on white.
/// Errors, with `options` as they were: BadInput where the run does not say; FileDamaged.
Status readOrigin(const std::filesystem::path &run, PictureOptions &options);

} // namespace imago::cli
