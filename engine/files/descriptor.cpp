// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/files/descriptor.h"

#include "engine/files/save_file.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <new>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace imago::files {

namespace {

std::string reasonText(int reason)
{
    return std::generic_category().message(reason);
}

/// One read() that signals cannot interrupt.
ssize_t readSome(int descriptor, void *to, std::size_t count) noexcept
{
    ssize_t got = 0;
    do
        got = ::read(descriptor, to, count);
    while (got < 0 && errno == EINTR);
    return got;
}

template <typename Bytes>
Result<Bytes> readRestAs(const OpenFile &file, std::uint64_t limit, const std::string &subject)
{
    const auto tooLarge = [&] {
        return fail(ErrorCode::FileTooLarge, "the file is larger than " + std::to_string(limit) + " bytes",
                    subject);
    };
    if (file.bytes > limit)
        return tooLarge();
    try {
        // The size is a hint: the file may grow or shrink while it is read, and /proc says 0.
        Bytes bytes;
        bytes.resize(static_cast<std::size_t>(file.bytes));
        std::size_t used = 0;
        for (;;) {
            if (used == bytes.size()) {
                char next = 0;
                const ssize_t got = readSome(file.descriptor.get(), &next, 1);
                if (got < 0)
                    return failReading(errno, subject);
                if (got == 0)
                    return bytes;
                if (used >= limit)
                    return tooLarge();
                bytes.resize(used + static_cast<std::size_t>(std::min<std::uint64_t>(limit - used, 65536)));
                bytes[used++] = static_cast<typename Bytes::value_type>(next);
                continue;
            }
            const ssize_t got = readSome(file.descriptor.get(), bytes.data() + used, bytes.size() - used);
            if (got < 0)
                return failReading(errno, subject);
            if (got == 0) {
                bytes.resize(used);
                return bytes;
            }
            used += static_cast<std::size_t>(got);
        }
    } catch (const std::bad_alloc &) {
        return fail(ErrorCode::OutOfMemory, "there is not enough memory to read the file", subject);
    }
}

} // namespace

Descriptor::~Descriptor()
{
    close();
}

bool Descriptor::close() noexcept
{
    const int descriptor = std::exchange(m_descriptor, -1);
    return descriptor < 0 || ::close(descriptor) == 0 || errno == EINTR;
}

tl::unexpected<Error> failReading(int reason, const std::string &subject, std::source_location where)
{
    ErrorCode code = ErrorCode::FileUnreadable;
    if (reason == ENOENT || reason == ENOTDIR)
        code = ErrorCode::FileMissing;
    else if (reason == ENOMEM)
        code = ErrorCode::OutOfMemory;
    return fail(code, "reading failed: " + reasonText(reason), subject, where);
}

tl::unexpected<Error> failWriting(int reason, const std::string &subject, std::source_location where)
{
    const bool isFull = reason == ENOSPC || reason == EDQUOT;
    return fail(isFull ? ErrorCode::DiskFull : ErrorCode::FileUnwritable,
                "writing failed: " + reasonText(reason), subject, where);
}

Result<OpenFile> openRegular(const std::filesystem::path &path)
{
    // O_NONBLOCK: opening a pipe nobody writes to must not wait.
    return asRegular(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY), subjectOf(path));
}

Result<OpenFile> asRegular(int descriptor, const std::string &subject)
{
    if (descriptor < 0)
        return failReading(errno, subject);
    OpenFile file{Descriptor(descriptor), 0};
    struct stat status = {};
    if (fstat(descriptor, &status) != 0)
        return failReading(errno, subject);
    if (S_ISDIR(status.st_mode))
        return fail(ErrorCode::FileUnreadable, "this is a folder, not a file", subject);
    if (!S_ISREG(status.st_mode))
        return fail(ErrorCode::FileUnreadable, "this is not a regular file", subject);
    file.bytes = static_cast<std::uint64_t>(status.st_size);
    return file;
}

Result<std::vector<std::uint8_t>> readRest(const OpenFile &file, std::uint64_t limit,
                                           const std::string &subject)
{
    return readRestAs<std::vector<std::uint8_t>>(file, limit, subject);
}

Status readExactly(const OpenFile &file, std::span<std::uint8_t> to, const std::string &subject)
{
    while (!to.empty()) {
        const ssize_t got = readSome(file.descriptor.get(), to.data(), to.size());
        if (got < 0)
            return failReading(errno, subject);
        if (got == 0)
            return fail(ErrorCode::FileDamaged, "the file ends early", subject);
        to = to.subspan(static_cast<std::size_t>(got));
    }
    return {};
}

int writeAll(int descriptor, const void *bytes, std::size_t count) noexcept
{
    const auto *next = static_cast<const std::uint8_t *>(bytes);
    while (count > 0) {
        const ssize_t written = ::write(descriptor, next, count);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return errno;
        next += written;
        count -= static_cast<std::size_t>(written);
    }
    return 0;
}

Result<std::string> readFile(const std::filesystem::path &path, std::uint64_t limit)
{
    const Result<OpenFile> file = openRegular(path);
    if (!file)
        return tl::unexpected(file.error());
    return readRestAs<std::string>(*file, limit, subjectOf(path));
}

Result<std::vector<std::uint8_t>> readBytes(const std::filesystem::path &path, std::uint64_t limit)
{
    const Result<OpenFile> file = openRegular(path);
    if (!file)
        return tl::unexpected(file.error());
    return readRest(*file, limit, subjectOf(path));
}

} // namespace imago::files
