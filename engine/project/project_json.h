// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/project/project.h"

#include <string>
#include <string_view>

namespace imago::project {

inline constexpr std::size_t kLongestProjectJson = 16 << 20; ///< Bytes.

/// The content of project.json; the thumbnail is not in it. Errors: BadInput for texts that are not UTF-8,
/// for values that fromJson would refuse, for too many favourites or presets.
Result<std::string> toJson(const Project &project);

/// Errors: FileTooLarge above kLongestProjectJson; FileDamaged for text that is not JSON or of another shape;
/// UnsupportedFormat for something else than a project, Incompatible for one of a newer version; BadInput for
/// values out of range. `subject` names the file for the error.
Result<Project> fromJson(std::string_view text, const std::string &subject);

} // namespace imago::project
