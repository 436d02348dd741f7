// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/quality_file.h"

#include "engine/files/package_edit.h"

#include <cstdint>
#include <vector>

namespace imago::cli {

Status storeQuality(const std::filesystem::path &path, const std::string &figures)
{
    const Result<files::Package> package = files::openPackage(path);
    if (!package)
        return tl::unexpected(package.error());
    const std::vector<std::uint8_t> bytes(figures.begin(), figures.end());
    const files::PackageFile file{"quality.json", bytes};
    return files::rewritePackage(*package, path, package->manifest(), std::span(&file, 1));
}

} // namespace imago::cli
