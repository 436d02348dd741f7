// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/files/package.h"
#include "engine/files/package_source.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

struct zip;

namespace imago::files {

/// One file of a zip archive.
struct StoredEntry
{
    std::string path;
    std::uint64_t bytes = 0;
    std::uint64_t index = 0; ///< In the archive.
};

/// The error of a file that is no zip archive at all, in its reader's words.
struct NoZip
{
    ErrorCode code = ErrorCode::UnsupportedFormat;
    std::string_view detail;
};

/// A zip archive of which nothing is believed. Opening checks every entry: at most 512 of them, stored, not encrypted,
/// no links, no path twice or against brokenPathRule(), all together no larger than the archive. So nothing in it can
/// unfold or lead elsewhere. **Threads**: one at a time.
class StoredZip
{
public:
    /// Errors: FileMissing, FileUnreadable, `noZip`, UnsupportedFormat for one that is compressed or encrypted,
    /// FileTooLarge for too many entries, FileDamaged, OutOfMemory.
    static Result<StoredZip> open(const std::filesystem::path &path, const NoZip &noZip);
    /// The same for an archive in memory, which must outlive it; `subject` names it for errors.
    static Result<StoredZip> open(std::span<const std::uint8_t> bytes, std::string subject, const NoZip &noZip);

    /// In the archive's order; folders are left out.
    const std::vector<StoredEntry> &entries() const noexcept { return m_entries; }
    /// Null when there is none.
    const StoredEntry *find(std::string_view path) const noexcept;

    /// Hands out an entry's bytes in order and compares the archive's own sum at the end. Errors: FileDamaged.
    Status read(const StoredEntry &entry, const ChunkReader &reader) const;
    Result<std::vector<std::uint8_t>> read(const StoredEntry &entry) const;

private:
    struct Close
    {
        void operator()(zip *archive) const noexcept;
    };
    StoredZip(zip *archive, std::string subject);
    static Result<StoredZip> checked(zip *archive, std::uint64_t bytes, std::string subject);
    Status list(std::uint64_t bytes);
    Status add(std::uint64_t index);
    tl::unexpected<Error> damaged(std::string detail) const;

    std::unique_ptr<zip, Close> m_archive;
    std::string m_subject;
    std::vector<StoredEntry> m_entries;
};

/// The bytes of an archive of these files, stored. Equal files give equal bytes. Errors: OutOfMemory, Internal.
Result<std::vector<std::uint8_t>> packStoredZip(std::span<const PackageFile> files);

} // namespace imago::files
