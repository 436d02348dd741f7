// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/files/descriptor.h"
#include "engine/files/package_source.h"
#include "engine/files/save_file.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>

namespace imago::files {

namespace {

constexpr std::size_t kChunk = 1U << 20;

class PackageFolder : public PackageSource
{
public:
    PackageFolder(Descriptor folder, std::string subject)
        : m_folder(std::move(folder))
        , m_subject(std::move(subject))
    {
    }

    bool contains(std::string_view name) const override
    {
        struct stat status = {};
        return fstatat(m_folder.get(), std::string(name).c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0;
    }

    Result<std::uint64_t> size(std::string_view name) const override
    {
        const Result<OpenFile> file = open(name);
        if (!file)
            return tl::unexpected(file.error());
        return file->bytes;
    }

    Status read(std::string_view name, std::uint64_t limit, const ChunkReader &reader) const override
    {
        const Result<OpenFile> file = open(name);
        if (!file)
            return tl::unexpected(file.error());
        if (file->bytes > limit)
            return fail(ErrorCode::FileTooLarge, std::string(name) + " is too large", m_subject);
        std::vector<std::uint8_t> chunk(
            static_cast<std::size_t>(std::min<std::uint64_t>(file->bytes, kChunk)));
        for (std::uint64_t left = file->bytes; left > 0;) {
            const auto part = std::span(chunk).first(std::min(chunk.size(), static_cast<std::size_t>(left)));
            if (Status got = readExactly(*file, part, m_subject); !got)
                return got;
            reader(part);
            left -= part.size();
        }
        return {};
    }

private:
    /// Step by step from the folder, so that no link, not even one in the middle, leads out of it.
    Result<OpenFile> open(std::string_view name) const
    {
        Descriptor place;
        for (std::size_t begin = 0;;) {
            const int parent = place.isOpen() ? place.get() : m_folder.get();
            const std::size_t end = std::min(name.find('/', begin), name.size());
            const std::string part(name.substr(begin, end - begin));
            const bool isLast = end == name.size();
            struct stat status = {};
            if (fstatat(parent, part.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0)
                return failed(name, errno == ENOENT || errno == ENOTDIR ? "is missing" : "cannot be read");
            if (S_ISLNK(status.st_mode))
                return failed(name, "is a link");
            if (isLast ? !S_ISREG(status.st_mode) : !S_ISDIR(status.st_mode))
                return failed(name, isLast ? "is not a file" : "is missing");
            const int kind = isLast ? O_NONBLOCK : O_DIRECTORY;
            const int opened = openat(parent, part.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | kind);
            if (isLast)
                return asRegular(opened, m_subject);
            if (opened < 0)
                return failReading(errno, m_subject);
            place = Descriptor(opened);
            begin = end + 1;
        }
    }

    tl::unexpected<Error> failed(std::string_view name, const char *how) const
    {
        return fail(ErrorCode::FileDamaged, "the package's file " + std::string(name) + " " + how, m_subject);
    }

    Descriptor m_folder;
    std::string m_subject;
};

} // namespace

Result<std::unique_ptr<PackageSource>> openFolder(const std::filesystem::path &path)
{
    Descriptor folder(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!folder.isOpen())
        return failReading(errno, subjectOf(path));
    return std::make_unique<PackageFolder>(std::move(folder), subjectOf(path));
}

} // namespace imago::files
