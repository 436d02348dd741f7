// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace imago::project {

/// One file of an archive.
struct ArchiveEntry
{
    std::string path; ///< Relative, '/' between its parts.
    std::vector<std::uint8_t> bytes;
};

/// Unpacks a zip archive in memory, believing nothing: at most 256 entries that are stored, not encrypted, in
/// all no larger than the archive, with honest sums and paths that stay inside. Errors: UnsupportedFormat for
/// something else than a zip archive and for compressed or encrypted ones; FileDamaged; OutOfMemory.
Result<std::vector<ArchiveEntry>> readArchive(std::span<const std::uint8_t> bytes,
                                              const std::string &subject);

/// Packs stored files into a zip archive. Equal entries give equal bytes.
Result<std::vector<std::uint8_t>> toArchive(std::span<const ArchiveEntry> entries);

} // namespace imago::project
