// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"

#include <cstdint>
#include <filesystem>
#include <source_location>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace imago::files {

/// An open file that closes itself.
class Descriptor
{
public:
    explicit Descriptor(int descriptor = -1) noexcept
        : m_descriptor(descriptor)
    {
    }
    Descriptor(Descriptor &&other) noexcept
        : m_descriptor(std::exchange(other.m_descriptor, -1))
    {
    }
    Descriptor &operator=(Descriptor &&other) noexcept
    {
        std::swap(m_descriptor, other.m_descriptor);
        return *this;
    }
    ~Descriptor();

    int get() const noexcept { return m_descriptor; }
    bool isOpen() const noexcept { return m_descriptor >= 0; }
    /// Hands the open file to the caller.
    int release() noexcept { return std::exchange(m_descriptor, -1); }
    /// Closes now. False, with errno set, when the system reports late that data was lost.
    bool close() noexcept;

private:
    int m_descriptor;
};

/// The error for a failed system call while reading or writing `subject`; `reason` is errno.
tl::unexpected<Error> failReading(int reason, const std::string &subject,
                                  std::source_location where = std::source_location::current());
tl::unexpected<Error> failWriting(int reason, const std::string &subject,
                                  std::source_location where = std::source_location::current());

/// A regular file, open for reading.
struct OpenFile
{
    Descriptor descriptor;
    std::uint64_t bytes = 0; ///< when it was opened
};

/// Errors as readFile's. Never waits, not even for a pipe.
Result<OpenFile> openRegular(const std::filesystem::path &path);
/// Takes over what open() or openat() returned; right after that call, for errno.
Result<OpenFile> asRegular(int descriptor, const std::string &subject);

/// The rest of the file; errors as readFile's.
Result<std::vector<std::uint8_t>> readRest(const OpenFile &file, std::uint64_t limit,
                                           const std::string &subject);
/// Exactly so many bytes, or FileDamaged.
Status readExactly(const OpenFile &file, std::span<std::uint8_t> to, const std::string &subject);

/// Writes all of it or returns errno; 0 is success.
int writeAll(int descriptor, const void *bytes, std::size_t count) noexcept;

} // namespace imago::files
