// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace imago::files {

/// What an error about this file names as its subject: the last part of the path.
std::string subjectOf(const std::filesystem::path &path);

/// Writes a file so that whoever reads it, even after a crash or a power cut, finds the old file or the new
/// one and never a part of one. It writes into a hidden sibling (".name.saving"), which commit() syncs and
/// renames.
///
/// **Guarantees**: without a successful commit() the old file is untouched and the sibling is removed; one
/// that a killed process left behind is used again by the next save of the same file. Links are followed and
/// an existing file's mode is kept. Something that is no regular file (a pipe, /dev/full) is written
/// straight.
/// **Errors**: DiskFull; FileUnwritable for everything else, with the system's reason.
/// **Threads**: one at a time; two savers of one file do not disturb each other, the last commit() wins.
class SaveFile
{
public:
    static Result<SaveFile> create(const std::filesystem::path &target);

    SaveFile(SaveFile &&other) noexcept;
    SaveFile &operator=(SaveFile &&other) noexcept;
    ~SaveFile();

    Status write(std::span<const std::uint8_t> bytes);
    Status write(std::string_view text);
    /// For formats whose head is known only at the end. Does not move where write() goes on. FileUnwritable where the
    /// target is no regular file and can't be written anywhere but at its end.
    Status writeAt(std::uint64_t position, std::span<const std::uint8_t> bytes);

    /// The last call: makes the new file durable and visible. Fails when a write() failed before.
    Status commit();

private:
    SaveFile() = default;
    void discard() noexcept;

    std::filesystem::path m_target;
    std::filesystem::path m_temporary; ///< Empty where the target is written straight.
    std::string m_subject;
    int m_descriptor = -1;
    int m_failure = 0; ///< errno of the first write() that failed.
};

/// SaveFile in one call.
Status saveFile(const std::filesystem::path &path, std::span<const std::uint8_t> bytes);
Status saveFile(const std::filesystem::path &path, std::string_view text);

/// The whole content of a regular file. Errors: FileMissing; FileUnreadable for a folder, a device, a missing
/// permission, a failing disk; FileTooLarge above `limit` bytes.
Result<std::string> readFile(const std::filesystem::path &path, std::uint64_t limit);
/// readFile for content that is no text.
Result<std::vector<std::uint8_t>> readBytes(const std::filesystem::path &path, std::uint64_t limit);

} // namespace imago::files
