// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/files/package_edit.h"

#include <algorithm>
#include <utility>

namespace imago::files {

Status rewritePackage(const Package &package, const std::filesystem::path &path, Manifest manifest,
                      std::span<const PackageFile> changed)
{
    std::vector<std::vector<std::uint8_t>> kept;
    std::vector<PackageFile> all(changed.begin(), changed.end());
    kept.reserve(package.manifest().files.size());
    for (const ManifestFile &file : package.manifest().files) {
        if (std::ranges::find(changed, file.path, &PackageFile::path) != changed.end())
            continue;
        Result<std::vector<std::uint8_t>> bytes = package.read(file.path);
        if (!bytes)
            return tl::unexpected(bytes.error());
        kept.push_back(*std::move(bytes));
        all.push_back({file.path, kept.back()});
    }
    return writePackage(path, std::move(manifest), all);
}

} // namespace imago::files
