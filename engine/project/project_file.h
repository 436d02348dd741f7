// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/project/project.h"

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace imago::project {

inline constexpr std::size_t kLargestProject = 64 << 20; ///< Bytes of an ".imago" file.

/// Reads an ".imago" file, or a folder with the same content. Climbs the ladder of docs/formats.md and
/// believes nothing. Errors: FileMissing, FileUnreadable; UnsupportedFormat for something else than a
/// project, also for a compressed or encrypted archive; FileTooLarge; FileDamaged; Incompatible for a newer
/// version; BadInput for values out of range.
Result<Project> readProject(const std::filesystem::path &path);
/// The same from memory; `subject` names the file in errors.
Result<Project> projectFromBytes(std::span<const std::uint8_t> bytes, const std::string &subject);

/// Saves as one file or, where `path` is a folder that is empty or holds a project, into that folder. After a
/// crash or power cut at any moment one finds the old project or the new one. Errors: BadInput for what
/// readProject would refuse; FileUnwritable, also for a folder that holds other things; DiskFull.
Status writeProject(const std::filesystem::path &path, const Project &project);
/// The content of the file. Equal projects give equal bytes.
Result<std::vector<std::uint8_t>> toBytes(const Project &project);

} // namespace imago::project
