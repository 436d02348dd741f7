// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/train/picture_reader.h"

#include <filesystem>
#include <memory>

namespace imago::style::neural {

/// What the trunk of the style prediction network sees in pictures: what its blocks 4 and 6 expand to (384 channels), averaged
/// over a picture of 128 x 128. Trained on photographs and paintings, so it knows textures and things of every kind, but no classes.
/// Errors: as files::openPackage, Incompatible.
Result<std::shared_ptr<train::PictureReader>> openTrunkReader(const std::filesystem::path &package);

} // namespace imago::style::neural
