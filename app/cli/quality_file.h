// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"

#include <filesystem>
#include <string>

namespace imago::cli {

/// Writes a model's package again with figures about it (quality.json) in it, in place of those it had, so that it says
/// of itself how good it is. Errors: as files::openPackage and files::rewritePackage.
Status storeQuality(const std::filesystem::path &package, const std::string &figures);

} // namespace imago::cli
