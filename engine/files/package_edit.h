// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/files/package.h"

#include <filesystem>
#include <span>

namespace imago::files {

/// Writes the package to `path` (which may be its own), with these files added or in place of those of their names; the
/// rest is copied. `manifest` is the package's own, perhaps changed; its files are made anew. Errors: as Package::read
/// and writePackage.
Status rewritePackage(const Package &package, const std::filesystem::path &path, Manifest manifest,
                      std::span<const PackageFile> changed);

} // namespace imago::files
