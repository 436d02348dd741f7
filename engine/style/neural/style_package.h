// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/style/style_model.h"

#include <filesystem>
#include <memory>

namespace imago::style::neural {

/// Opens a style package (resources/styles/any-style) on the CPU.
/// Errors: as files::openPackage, Incompatible, OutOfMemory.
Result<std::shared_ptr<StyleModel>> openStyleModel(const std::filesystem::path &package);

} // namespace imago::style::neural
