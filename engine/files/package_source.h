// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace imago::files {

using ChunkReader = std::function<void(std::span<const std::uint8_t>)>;

/// Where a package's files lie: a folder or an archive. Reading is safe from several threads. Names have
/// passed brokenPathRule(). Errors name the package as their subject.
class PackageSource
{
public:
    virtual ~PackageSource() = default;

    virtual bool contains(std::string_view name) const = 0;
    /// Errors: FileDamaged for a missing file, a link, something that is no file.
    virtual Result<std::uint64_t> size(std::string_view name) const = 0;
    /// Hands out the content in order, at most `limit` bytes. Errors: those of size(), FileTooLarge,
    /// FileUnreadable.
    virtual Status read(std::string_view name, std::uint64_t limit, const ChunkReader &reader) const = 0;
};

/// Errors: FileMissing, FileUnreadable.
Result<std::unique_ptr<PackageSource>> openFolder(const std::filesystem::path &path);

/// Errors: FileMissing, FileUnreadable, NotAModel for what is no zip, UnsupportedFormat for compressed or
/// encrypted entries, FileTooLarge for too many, FileDamaged.
Result<std::unique_ptr<PackageSource>> openArchive(const std::filesystem::path &path);

} // namespace imago::files
