// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/train_pictures.h"
#include "engine/dataset/picture_samples.h"

#include <memory>

namespace imago::cli {

// The pictures that a training learns from.

using Pictures = std::shared_ptr<const dataset::PictureSamples>;

/// In a training's folder: its pictures as the model sees them.
inline constexpr const char *kPictureCache = "pictures.cache";

/// The pictures for the training in `folder`, which is made. A training that goes on does so with those that it began
/// with. Says which size they get, or that their folder has changed. An empty pointer: `stop` came first. Errors: as
/// dataset::openDataset and dataset::PictureSamples::open; BadInput where they are not this training's; FileUnwritable.
Result<Pictures> openPictures(const PictureOptions &options, const std::filesystem::path &folder,
                              const TrainingOptions &common, int threads, Console &console,
                              const std::stop_token &stop);

/// Warns of what of the folder the model will not see, as nobody may miss it unawares.
void tellLeftOut(const dataset::PictureSamples &pictures, Console &console);

/// Whether a mirrored picture could be one of these, but for what the user says. Says so where none could.
bool mirrors(const PictureOptions &options, const dataset::PictureSamples &pictures, Console &console);

} // namespace imago::cli
