// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/train/picture_reader.h"

#include <filesystem>
#include <memory>

namespace imago::train::neural {

/// What the encoder of the built-in portraits sees in pictures of any kind: its last two levels (288 channels), averaged over a
/// picture of 128 x 128. It learned from drawn people, so it knows edges, shades and colours but no things; what speaks for it is
/// that no loss of other models uses it.
/// Errors: as files::openPackage, Incompatible.
Result<std::shared_ptr<PictureReader>> openEncoderReader(const std::filesystem::path &package);

} // namespace imago::train::neural
