// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/project/archive.h"

#include <zip.h>

#include <algorithm>
#include <memory>
#include <set>
#include <string_view>
#include <utility>

namespace imago::project {

namespace {

constexpr zip_int64_t kMostEntries = 256;
constexpr zip_uint16_t kDosDay = (1 << 5) + 1; // 1 January 1980, the earliest that a zip archive knows

struct Discard
{
    void operator()(zip_t *archive) const { zip_discard(archive); }
    void operator()(zip_file_t *file) const { zip_fclose(file); }
    void operator()(zip_source_t *source) const { zip_source_free(source); }
};
using Archive = std::unique_ptr<zip_t, Discard>;
using File = std::unique_ptr<zip_file_t, Discard>;
using Source = std::unique_ptr<zip_source_t, Discard>;

struct ZipError
{
    ZipError() { zip_error_init(&error); }
    ~ZipError() { zip_error_fini(&error); }
    ZipError(const ZipError &) = delete;
    ZipError &operator=(const ZipError &) = delete;

    bool outOfMemory() const { return zip_error_code_zip(&error) == ZIP_ER_MEMORY; }
    zip_error_t error{};
};

bool staysInside(std::string_view path)
{
    if (path.empty() || path.front() == '/' || path.find_first_of(std::string_view("\\:\0", 3)) != path.npos)
        return false;
    for (std::size_t begin = 0; begin <= path.size();) {
        const std::size_t end = std::min(path.find('/', begin), path.size());
        const std::string_view part = path.substr(begin, end - begin);
        if (part.empty() || part == "." || part == "..")
            return false;
        begin = end + 1;
    }
    return true;
}

Status readInto(ArchiveEntry &entry, zip_t *archive, zip_uint64_t index, std::uint64_t size,
                const std::string &subject)
{
    const File file(zip_fopen_index(archive, index, 0));
    if (!file)
        return fail(ErrorCode::FileDamaged, entry.path + ": " + zip_strerror(archive), subject);
    entry.bytes.resize(size);
    std::uint64_t done = 0;
    while (done < size) {
        const zip_int64_t count = zip_fread(file.get(), entry.bytes.data() + done, size - done);
        if (count <= 0)
            return fail(ErrorCode::FileDamaged, entry.path + " ends early", subject);
        done += static_cast<std::uint64_t>(count);
    }
    // The sum is compared when the end is read.
    std::uint8_t beyond = 0;
    if (zip_fread(file.get(), &beyond, 1) != 0)
        return fail(ErrorCode::FileDamaged, entry.path + " is not what its sum says", subject);
    return {};
}

Result<std::vector<ArchiveEntry>> readEntries(zip_t *archive, std::uint64_t room, const std::string &subject)
{
    const zip_int64_t count = zip_get_num_entries(archive, 0);
    if (count < 0 || count > kMostEntries)
        return fail(ErrorCode::FileDamaged, "the archive has too many entries", subject);
    std::vector<ArchiveEntry> entries;
    std::set<std::string> seen;
    for (zip_uint64_t index = 0; index < static_cast<zip_uint64_t>(count); ++index) {
        constexpr zip_uint64_t kNeeded =
            ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_COMP_METHOD | ZIP_STAT_ENCRYPTION_METHOD;
        zip_stat_t stat;
        zip_stat_init(&stat);
        if (zip_stat_index(archive, index, 0, &stat) != 0 || (stat.valid & kNeeded) != kNeeded)
            return fail(ErrorCode::FileDamaged, "the archive has an entry that says too little", subject);
        ArchiveEntry entry{stat.name, {}};
        const bool folder = entry.path.ends_with('/') && stat.size == 0;
        if (!staysInside(folder ? entry.path.substr(0, entry.path.size() - 1) : entry.path))
            return fail(ErrorCode::FileDamaged, "the archive has an entry whose path leads elsewhere",
                        subject);
        if (!seen.insert(entry.path).second)
            return fail(ErrorCode::FileDamaged, entry.path + " is there twice", subject);
        if (folder)
            continue;
        if (stat.encryption_method != ZIP_EM_NONE || stat.comp_method != ZIP_CM_STORE)
            return fail(ErrorCode::UnsupportedFormat, "the archive is compressed or encrypted", subject);
        if (stat.size > room)
            return fail(ErrorCode::FileDamaged, "the archive's entries are larger than it is", subject);
        room -= stat.size;
        if (Status read = readInto(entry, archive, index, stat.size, subject); !read)
            return tl::unexpected(std::move(read).error());
        entries.push_back(std::move(entry));
    }
    return entries;
}

bool add(zip_t *archive, const ArchiveEntry &entry)
{
    Source source(zip_source_buffer(archive, entry.bytes.data(), entry.bytes.size(), 0));
    if (!source)
        return false;
    const zip_int64_t index = zip_file_add(archive, entry.path.c_str(), source.get(), ZIP_FL_ENC_UTF_8);
    if (index < 0)
        return false;
    source.release(); // the archive has it now
    const auto added = static_cast<zip_uint64_t>(index);
    return zip_set_file_compression(archive, added, ZIP_CM_STORE, 0) == 0 &&
           zip_file_set_dostime(archive, added, 0, kDosDay, 0) == 0;
}

} // namespace

Result<std::vector<ArchiveEntry>> readArchive(std::span<const std::uint8_t> bytes, const std::string &subject)
{
    constexpr std::string_view kStart = "PK\x03\x04";
    if (!std::ranges::equal(bytes.first(std::min(bytes.size(), kStart.size())), kStart, {}, {},
                            [](char c) { return static_cast<std::uint8_t>(c); }))
        return fail(ErrorCode::UnsupportedFormat, "this is not a project of the studio", subject);
    ZipError error;
    Source source(zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error.error));
    if (!source)
        return fail(ErrorCode::OutOfMemory, zip_error_strerror(&error.error), subject);
    const Archive archive(zip_open_from_source(source.get(), ZIP_RDONLY | ZIP_CHECKCONS, &error.error));
    if (!archive) {
        return fail(error.outOfMemory() ? ErrorCode::OutOfMemory : ErrorCode::FileDamaged,
                    zip_error_strerror(&error.error), subject);
    }
    source.release(); // the archive has it now
    return readEntries(archive.get(), bytes.size(), subject);
}

Result<std::vector<std::uint8_t>> toArchive(std::span<const ArchiveEntry> entries)
{
    ZipError error;
    const Source target(zip_source_buffer_create(nullptr, 0, 0, &error.error));
    if (!target)
        return fail(ErrorCode::OutOfMemory, zip_error_strerror(&error.error));
    zip_source_keep(target.get()); // one for the archive, one for reading what it wrote
    Archive archive(zip_open_from_source(target.get(), ZIP_CREATE | ZIP_TRUNCATE, &error.error));
    if (!archive) {
        zip_source_free(target.get());
        return fail(ErrorCode::OutOfMemory, zip_error_strerror(&error.error));
    }
    for (const ArchiveEntry &entry : entries) {
        if (!add(archive.get(), entry))
            return fail(ErrorCode::Internal, zip_strerror(archive.get()), entry.path);
    }
    if (zip_close(archive.get()) != 0)
        return fail(ErrorCode::Internal, zip_strerror(archive.get()));
    archive.release(); // closed

    zip_stat_t stat;
    zip_stat_init(&stat);
    if (zip_source_stat(target.get(), &stat) != 0 || zip_source_open(target.get()) != 0)
        return fail(ErrorCode::Internal, "the archive cannot be read back");
    std::vector<std::uint8_t> bytes(stat.size);
    const zip_int64_t count = zip_source_read(target.get(), bytes.data(), bytes.size());
    zip_source_close(target.get());
    if (count != static_cast<zip_int64_t>(bytes.size()))
        return fail(ErrorCode::Internal, "the archive cannot be read back");
    return bytes;
}

} // namespace imago::project
