// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/files/stored_zip.h"

#include "engine/files/descriptor.h"
#include "engine/files/manifest.h"
#include "engine/files/save_file.h"

#include <zip.h>

#include <algorithm>
#include <array>
#include <sys/stat.h>
#include <utility>

namespace imago::files {

namespace {

constexpr std::size_t kChunk = 1U << 20;
constexpr zip_int64_t kMostEntries = 2 * kMostPackageFiles; // folders may have entries too
constexpr zip_uint16_t kFirstDosDay = 0x21;                 // 1980-01-01: equal input gives equal bytes
constexpr std::string_view kStart = "PK\x03\x04";

struct Release
{
    void operator()(zip_file_t *file) const noexcept { zip_fclose(file); }
    void operator()(zip_source_t *source) const noexcept { zip_source_free(source); }
};
using File = std::unique_ptr<zip_file_t, Release>;
using Source = std::unique_ptr<zip_source_t, Release>;

struct ZipError
{
    ZipError() { zip_error_init(&error); }
    ~ZipError() { zip_error_fini(&error); }
    ZipError(const ZipError &) = delete;
    ZipError &operator=(const ZipError &) = delete;

    ErrorCode codeOr(ErrorCode otherwise) const
    {
        return zip_error_code_zip(&error) == ZIP_ER_MEMORY ? ErrorCode::OutOfMemory : otherwise;
    }
    std::string text() { return zip_error_strerror(&error); }
    zip_error_t error{};
};

bool startsAsZip(std::span<const std::uint8_t> bytes)
{
    return bytes.size() >= kStart.size() && std::equal(kStart.begin(), kStart.end(), bytes.begin());
}

// The bytes must stay until the archive is closed.
bool addFile(zip_t *archive, const PackageFile &file)
{
    Source source(zip_source_buffer(archive, file.bytes.data(), file.bytes.size(), 0));
    if (!source)
        return false;
    const zip_int64_t index = zip_file_add(archive, file.path.c_str(), source.get(), ZIP_FL_ENC_UTF_8);
    if (index < 0)
        return false;
    source.release(); // the archive has it now
    const auto at = static_cast<zip_uint64_t>(index);
    constexpr zip_uint32_t kMode = (S_IFREG | 0644U) << 16;
    return zip_set_file_compression(archive, at, ZIP_CM_STORE, 0) == 0 &&
           zip_file_set_dostime(archive, at, 0, kFirstDosDay, 0) == 0 &&
           zip_file_set_external_attributes(archive, at, 0, ZIP_OPSYS_UNIX, kMode) == 0;
}

} // namespace

void StoredZip::Close::operator()(zip *archive) const noexcept
{
    zip_discard(archive);
}

StoredZip::StoredZip(zip *archive, std::string subject)
    : m_archive(archive)
    , m_subject(std::move(subject))
{
}

tl::unexpected<Error> StoredZip::damaged(std::string detail) const
{
    return fail(ErrorCode::FileDamaged, std::move(detail), m_subject);
}

Result<StoredZip> StoredZip::open(const std::filesystem::path &path, const NoZip &noZip)
{
    std::string subject = subjectOf(path);
    Result<OpenFile> file = openRegular(path);
    if (!file)
        return tl::unexpected(std::move(file).error());
    std::array<std::uint8_t, kStart.size()> start{};
    if (file->bytes < start.size() || !readExactly(*file, start, subject) || !startsAsZip(start))
        return fail(noZip.code, std::string(noZip.detail), std::move(subject));
    int code = 0;
    zip_t *archive = zip_open(path.c_str(), ZIP_RDONLY | ZIP_CHECKCONS, &code);
    if (archive == nullptr) {
        ZipError error;
        zip_error_set(&error.error, code, 0);
        return fail(error.codeOr(ErrorCode::FileDamaged), "the archive is damaged: " + error.text(), subject);
    }
    return checked(archive, file->bytes, std::move(subject));
}

Result<StoredZip> StoredZip::open(std::span<const std::uint8_t> bytes, std::string subject, const NoZip &noZip)
{
    if (!startsAsZip(bytes))
        return fail(noZip.code, std::string(noZip.detail), std::move(subject));
    ZipError error;
    Source source(zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error.error));
    if (!source)
        return fail(ErrorCode::OutOfMemory, error.text(), subject);
    zip_t *archive = zip_open_from_source(source.get(), ZIP_RDONLY | ZIP_CHECKCONS, &error.error);
    if (archive == nullptr)
        return fail(error.codeOr(ErrorCode::FileDamaged), "the archive is damaged: " + error.text(), subject);
    source.release(); // the archive has it now
    return checked(archive, bytes.size(), std::move(subject));
}

Result<StoredZip> StoredZip::checked(zip *archive, std::uint64_t bytes, std::string subject)
{
    StoredZip opened(archive, std::move(subject));
    if (Status listed = opened.list(bytes); !listed)
        return tl::unexpected(std::move(listed).error());
    return opened;
}

Status StoredZip::list(std::uint64_t bytes)
{
    const zip_int64_t count = zip_get_num_entries(m_archive.get(), 0);
    if (count < 0 || count > kMostEntries)
        return fail(ErrorCode::FileTooLarge, "the archive has too many entries", m_subject);
    for (zip_uint64_t index = 0; index < static_cast<zip_uint64_t>(count); ++index) {
        if (Status added = add(index); !added)
            return added;
    }
    std::uint64_t room = bytes;
    for (const StoredEntry &entry : m_entries) {
        // Stored entries that do not overlap fit into the file: nothing here can unfold to more than it.
        if (entry.bytes > room)
            return damaged("the entries are larger than the archive");
        room -= entry.bytes;
    }
    std::vector<std::string_view> paths;
    for (const StoredEntry &entry : m_entries)
        paths.push_back(entry.path);
    std::ranges::sort(paths);
    if (const auto twice = std::ranges::adjacent_find(paths); twice != paths.end())
        return damaged("the archive holds " + std::string(*twice) + " twice");
    return {};
}

Status StoredZip::add(std::uint64_t index)
{
    constexpr zip_uint64_t kNeeded = ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD |
                                     ZIP_STAT_ENCRYPTION_METHOD;
    zip_stat_t stat;
    zip_stat_init(&stat);
    if (zip_stat_index(m_archive.get(), index, 0, &stat) != 0 || (stat.valid & kNeeded) != kNeeded)
        return damaged("the archive has an entry that says too little");
    std::string path = stat.name;
    const bool isFolder = path.ends_with('/');
    if (isFolder)
        path.pop_back();
    if (const std::string rule = brokenPathRule(path); !rule.empty())
        return damaged(rule);
    zip_uint8_t system = 0;
    zip_uint32_t attributes = 0;
    if (zip_file_get_external_attributes(m_archive.get(), index, 0, &system, &attributes) == 0 &&
        system == ZIP_OPSYS_UNIX && S_ISLNK(attributes >> 16))
        return damaged(path + " in the archive is a link");
    if (stat.encryption_method != ZIP_EM_NONE)
        return fail(ErrorCode::UnsupportedFormat, "the archive is encrypted", m_subject);
    if (stat.comp_method != ZIP_CM_STORE)
        return fail(ErrorCode::UnsupportedFormat, "the archive is compressed; pack it without compression (zip -0)",
                    m_subject);
    if (stat.size != stat.comp_size || (isFolder && stat.size != 0))
        return damaged("the sizes of " + path + " contradict each other");
    if (!isFolder)
        m_entries.push_back({std::move(path), stat.size, index});
    return {};
}

const StoredEntry *StoredZip::find(std::string_view path) const noexcept
{
    const auto found = std::ranges::find(m_entries, path, &StoredEntry::path);
    return found == m_entries.end() ? nullptr : &*found;
}

Status StoredZip::read(const StoredEntry &entry, const ChunkReader &reader) const
{
    const File file(zip_fopen_index(m_archive.get(), entry.index, 0));
    if (!file)
        return damaged(entry.path + " cannot be read: " + zip_strerror(m_archive.get()));
    std::vector<std::uint8_t> chunk(std::min<std::uint64_t>(entry.bytes, kChunk));
    for (std::uint64_t left = entry.bytes; left > 0;) {
        const zip_int64_t got = zip_fread(file.get(), chunk.data(), std::min<std::uint64_t>(left, chunk.size()));
        if (got <= 0)
            return damaged(entry.path + " cannot be read: " + zip_file_strerror(file.get()));
        reader(std::span(chunk).first(static_cast<std::size_t>(got)));
        left -= static_cast<std::uint64_t>(got);
    }
    std::uint8_t none = 0; // only reading at the end compares the entry's own sum
    if (zip_fread(file.get(), &none, 1) != 0)
        return damaged(entry.path + " is not what its sum says");
    return {};
}

Result<std::vector<std::uint8_t>> StoredZip::read(const StoredEntry &entry) const
{
    std::vector<std::uint8_t> bytes;
    bytes.reserve(entry.bytes);
    Status done = read(entry, [&bytes](std::span<const std::uint8_t> chunk) {
        bytes.insert(bytes.end(), chunk.begin(), chunk.end());
    });
    if (!done)
        return tl::unexpected(std::move(done).error());
    return bytes;
}

Result<std::vector<std::uint8_t>> packStoredZip(std::span<const PackageFile> files)
{
    const auto failed = [](const char *reason) {
        return fail(ErrorCode::Internal, std::string("packing failed: ") + reason);
    };
    ZipError error;
    const Source target(zip_source_buffer_create(nullptr, 0, 0, &error.error));
    if (!target)
        return fail(ErrorCode::OutOfMemory, error.text());
    zip_source_keep(target.get()); // one count for the archive, one for reading what it wrote
    zip_t *archive = zip_open_from_source(target.get(), ZIP_CREATE | ZIP_TRUNCATE, &error.error);
    if (archive == nullptr) {
        zip_source_free(target.get());
        return fail(ErrorCode::OutOfMemory, error.text());
    }
    for (const PackageFile &file : files) {
        if (!addFile(archive, file)) {
            const auto reason = failed(zip_strerror(archive));
            zip_discard(archive);
            return reason;
        }
    }
    if (zip_close(archive) != 0) {
        const auto reason = failed(zip_strerror(archive));
        zip_discard(archive);
        return reason;
    }
    zip_stat_t stat;
    zip_stat_init(&stat);
    if (zip_source_stat(target.get(), &stat) != 0 || zip_source_open(target.get()) != 0)
        return failed("the archive cannot be read back");
    std::vector<std::uint8_t> bytes(stat.size);
    const zip_int64_t got = zip_source_read(target.get(), bytes.data(), bytes.size());
    zip_source_close(target.get());
    if (got != static_cast<zip_int64_t>(bytes.size()))
        return failed("the archive cannot be read back");
    return bytes;
}

} // namespace imago::files
