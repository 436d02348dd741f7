// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/files/manifest.h"
#include "engine/files/safetensors.h"
#include "engine/files/sha256.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace imago::files {

class PackageSource;

/// An opened model package: a folder or a ".imagomodel" file of which everything that the manifest lists is
/// there and is what it says. Cheap to copy. **Threads**: reading is safe from several.
class Package
{
public:
    const Manifest &manifest() const noexcept { return *m_manifest; }
    const std::filesystem::path &path() const noexcept { return m_path; }
    /// SHA-256 of manifest.json and, since that lists the others' sums, of the whole model:
    /// Recipe::modelHash.
    const std::string &hash() const noexcept { return m_hash; }
    /// SHA-256 of the file that holds a role's weights, which a new title or picture of the package leaves as it is.
    /// Empty where there is no such role.
    std::string weightsHash(std::string_view role) const;
    /// SHA-256 over the sums of the weights and labels, which a model's pictures follow from: figures that are measured
    /// later, the names of sliders, a card or a picture in the package leave it as it is.
    std::string drawingHash() const;

    /// A listed file's bytes, whose sum is checked again. Errors: FileMissing for one that the manifest does
    /// not list, and what openPackage says about files.
    Result<std::vector<std::uint8_t>> read(std::string_view file) const;
    Result<std::string> readText(std::string_view file) const;
    Result<SafeTensors> readTensors(std::string_view file) const;

private:
    friend Result<Package> openPackage(const std::filesystem::path &path);
    Package() = default;

    std::filesystem::path m_path;
    std::shared_ptr<const PackageSource> m_source;
    std::shared_ptr<const Manifest> m_manifest;
    std::string m_hash;
};

/// Climbs the ladder of docs/formats.md. Errors: FileMissing, FileUnreadable; NotAModel for a folder or file
/// that is something else; FileTooLarge; FileDamaged for JSON, paths or sizes; Incompatible for a newer
/// format; ChecksumMismatch; UnsupportedFormat for compressed or encrypted archives.
Result<Package> openPackage(const std::filesystem::path &path);

struct PackageFile
{
    std::string path;
    std::span<const std::uint8_t> bytes;
};

/// Writes the package: as one file when `path` ends in ".imagomodel" or ".imagostyle", else as a folder.
/// `manifest.files` is made from `files`. An existing package is replaced in one step; a folder that holds anything
/// else is never touched (FileUnwritable). Errors: BadInput for a manifest or path that openPackage would refuse,
/// DiskFull, FileUnwritable. Equal input gives equal bytes.
Status writePackage(const std::filesystem::path &path, Manifest manifest, std::span<const PackageFile> files);

/// Whether what stands at `path` would let writePackage write there: to ask before long work. Errors: FileUnwritable.
Status checkPackagePlace(const std::filesystem::path &path);

} // namespace imago::files
