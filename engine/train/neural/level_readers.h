// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/train/picture_reader.h"

#include <filesystem>
#include <memory>

namespace imago::train::neural {

// Networks that tell no classes, read at their last two levels, averaged over a picture of 128 x 128.
// Errors: as files::openPackage, Incompatible.

/// What the encoder of the built-in portraits sees in pictures of any kind (288 channels). It learned from drawn
/// people, so it knows edges, shades and colours but no things; what speaks for it is that no loss of other models uses
/// it.
Result<std::shared_ptr<PictureReader>> openEncoderReader(const std::filesystem::path &package);

/// What the trunk of the style prediction network sees in pictures: what its blocks 4 and 6 expand to (384 channels).
/// Trained on photographs and paintings, so it knows textures and things of every kind, but no classes.
Result<std::shared_ptr<PictureReader>> openTrunkReader(const std::filesystem::path &package);

} // namespace imago::train::neural
