// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/files/package.h"

#include <filesystem>
#include <string>

namespace imago::cli {

/// What a model package says about itself, for people; several lines, the last without its end.
std::string summary(const files::Package &package);

/// The same for programs.
files::Json summaryJson(const files::Package &package);

/// The package of a training's folder, or the path itself.
std::filesystem::path packageOf(const std::filesystem::path &path);

} // namespace imago::cli
