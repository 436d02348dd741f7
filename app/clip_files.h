// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/video/clip.h"

#include <filesystem>
#include <optional>
#include <vector>

namespace imago {

/// The clips of a folder, in the order of their names; folders inside it are not searched. Errors: FileUnreadable,
/// BadInput where there are none.
Result<std::vector<std::filesystem::path>> clipsIn(const std::filesystem::path &folder);

/// Files for the styled clips: "NAME-styled" in the folder, no two the same. The ending is that of the container, or
/// else each clip's own (.mp4 where that can't be written).
std::vector<std::filesystem::path> styledClips(const std::vector<std::filesystem::path> &clips,
                                               const std::filesystem::path &folder,
                                               std::optional<video::Container> container = {});

/// As styledClips(), with another number where a file of that name is there already.
std::vector<std::filesystem::path> freeStyledClips(const std::vector<std::filesystem::path> &clips,
                                                   const std::filesystem::path &folder,
                                                   std::optional<video::Container> container);

} // namespace imago
