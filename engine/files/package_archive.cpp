// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/files/descriptor.h"
#include "engine/files/manifest.h"
#include "engine/files/package.h"
#include "engine/files/package_source.h"
#include "engine/files/save_file.h"

#include <zip.h>

#include <array>
#include <map>
#include <sys/stat.h>

namespace imago::files {

namespace {

constexpr std::size_t kChunk = 1U << 20;
constexpr std::size_t kMostEntries = 2 * kMostPackageFiles; ///< Folders may have entries too.
constexpr std::uint16_t kFirstDosDay = 0x21;                ///< 1980-01-01: equal input gives equal bytes.

struct ZipCloser
{
    void operator()(zip_t *zip) const noexcept { zip_discard(zip); }
    void operator()(zip_file_t *file) const noexcept { zip_fclose(file); }
    void operator()(zip_source_t *source) const noexcept { zip_source_free(source); }
};
using Zip = std::unique_ptr<zip_t, ZipCloser>;
using ZipFile = std::unique_ptr<zip_file_t, ZipCloser>;
using ZipSource = std::unique_ptr<zip_source_t, ZipCloser>;

std::string messageOf(int code)
{
    zip_error_t error;
    zip_error_init_with_code(&error, code);
    std::string text = zip_error_strerror(&error);
    zip_error_fini(&error);
    return text;
}

Result<Zip> openZip(const std::filesystem::path &path)
{
    int code = 0;
    Zip zip(zip_open(path.c_str(), ZIP_RDONLY | ZIP_CHECKCONS, &code));
    if (!zip)
        return fail(ErrorCode::FileDamaged, "the archive is damaged: " + messageOf(code), subjectOf(path));
    return zip;
}

class PackageArchive : public PackageSource
{
public:
    explicit PackageArchive(std::filesystem::path path)
        : m_path(std::move(path))
        , m_subject(subjectOf(m_path))
    {
    }

    /// Checks every entry, listed in the manifest or not. `fileBytes` is the archive's own size.
    Status readEntries(zip_t *zip, std::uint64_t fileBytes)
    {
        const zip_int64_t count = zip_get_num_entries(zip, 0);
        if (count < 0 || static_cast<std::uint64_t>(count) > kMostEntries)
            return fail(ErrorCode::FileTooLarge, "the archive has too many entries", m_subject);
        std::uint64_t total = 0;
        for (zip_uint64_t i = 0; i < static_cast<zip_uint64_t>(count); ++i) {
            zip_stat_t entry;
            if (zip_stat_index(zip, i, 0, &entry) != 0 || (entry.valid & ZIP_STAT_NAME) == 0)
                return damaged("an entry cannot be read");
            if (Status added = addEntry(zip, entry); !added)
                return added;
            // Stored entries that do not overlap fit into the file: nothing here can unfold to more than it.
            if (entry.size > fileBytes - total)
                return damaged("the entries are larger than the archive");
            total += entry.size;
        }
        return {};
    }

    bool contains(std::string_view name) const override { return m_sizes.find(name) != m_sizes.end(); }

    Result<std::uint64_t> size(std::string_view name) const override
    {
        const auto found = m_sizes.find(name);
        if (found == m_sizes.end())
            return damaged("the package's file " + std::string(name) + " is missing");
        return found->second;
    }

    Status read(std::string_view name, std::uint64_t limit, const ChunkReader &reader) const override
    {
        const Result<std::uint64_t> bytes = size(name);
        if (!bytes)
            return tl::unexpected(bytes.error());
        if (*bytes > limit)
            return fail(ErrorCode::FileTooLarge, std::string(name) + " is too large", m_subject);
        // Opened anew each time: a handle serves one thread only, and opening takes a fraction of a
        // millisecond.
        Result<Zip> zip = openZip(m_path);
        if (!zip)
            return tl::unexpected(std::move(zip).error());
        const ZipFile file(zip_fopen(zip->get(), std::string(name).c_str(), 0));
        if (!file)
            return damaged(std::string(name) + " cannot be read: " + zip_strerror(zip->get()));
        std::vector<std::uint8_t> chunk(kChunk);
        for (std::uint64_t left = *bytes; left > 0;) {
            const zip_int64_t got =
                zip_fread(file.get(), chunk.data(), std::min<std::uint64_t>(left, kChunk));
            if (got <= 0)
                return damaged(std::string(name) + " cannot be read: " + zip_file_strerror(file.get()));
            reader(std::span(chunk).first(static_cast<std::size_t>(got)));
            left -= static_cast<std::uint64_t>(got);
        }
        std::uint8_t none = 0; // only reading at the end compares the entry's own checksum
        if (zip_fread(file.get(), &none, 1) != 0)
            return damaged(std::string(name) + " cannot be read: " + zip_file_strerror(file.get()));
        return {};
    }

private:
    tl::unexpected<Error> damaged(std::string detail) const
    {
        return fail(ErrorCode::FileDamaged, std::move(detail), m_subject);
    }

    Status addEntry(zip_t *zip, const zip_stat_t &entry)
    {
        std::string name = entry.name;
        const bool isFolder = !name.empty() && name.back() == '/';
        if (isFolder)
            name.pop_back();
        if (const std::string rule = brokenPathRule(name); !rule.empty())
            return damaged(rule);
        zip_uint8_t system = 0;
        zip_uint32_t attributes = 0;
        if (zip_file_get_external_attributes(zip, entry.index, 0, &system, &attributes) == 0 &&
            system == ZIP_OPSYS_UNIX && S_ISLNK(attributes >> 16))
            return damaged("the package's file " + name + " is a link");
        if (entry.encryption_method != ZIP_EM_NONE)
            return fail(ErrorCode::UnsupportedFormat, "the archive is encrypted", m_subject);
        if (entry.comp_method != ZIP_CM_STORE) {
            return fail(ErrorCode::UnsupportedFormat,
                        "the archive is compressed; pack it without compression (zip -0)", m_subject);
        }
        if (entry.size != entry.comp_size || (isFolder && entry.size != 0))
            return damaged("the sizes of " + name + " contradict each other");
        if (!isFolder && !m_sizes.emplace(name, entry.size).second)
            return damaged("the archive holds " + name + " twice");
        return {};
    }

    std::filesystem::path m_path;
    std::string m_subject;
    std::map<std::string, std::uint64_t, std::less<>> m_sizes;
};

/// Adds one stored file. The bytes must stay until the archive is closed.
bool addFile(zip_t *zip, const PackageFile &file)
{
    zip_source_t *source = zip_source_buffer(zip, file.bytes.data(), file.bytes.size(), 0);
    if (source == nullptr)
        return false;
    const zip_int64_t index = zip_file_add(zip, file.path.c_str(), source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
        zip_source_free(source);
        return false;
    }
    const auto at = static_cast<zip_uint64_t>(index);
    constexpr zip_uint32_t kMode = (S_IFREG | 0644U) << 16;
    return zip_set_file_compression(zip, at, ZIP_CM_STORE, 0) == 0 &&
           zip_file_set_dostime(zip, at, 0, kFirstDosDay, 0) == 0 &&
           zip_file_set_external_attributes(zip, at, 0, ZIP_OPSYS_UNIX, kMode) == 0;
}

} // namespace

Result<std::unique_ptr<PackageSource>> openArchive(const std::filesystem::path &path)
{
    const std::string subject = subjectOf(path);
    Result<OpenFile> file = openRegular(path);
    if (!file)
        return tl::unexpected(std::move(file).error());
    std::array<std::uint8_t, 4> start{};
    if (file->bytes < start.size() || !readExactly(*file, start, subject) || start[0] != 'P' ||
        start[1] != 'K')
        return fail(ErrorCode::NotAModel, "this is neither a package folder nor an .imagomodel file",
                    subject);
    const Result<Zip> zip = openZip(path);
    if (!zip)
        return tl::unexpected(zip.error());
    auto archive = std::make_unique<PackageArchive>(path);
    if (Status read = archive->readEntries(zip->get(), file->bytes); !read)
        return tl::unexpected(std::move(read).error());
    return archive;
}

Result<std::vector<std::uint8_t>> toArchive(std::span<const PackageFile> files)
{
    const auto failed = [](const char *reason) {
        return fail(ErrorCode::Internal, std::string("packing failed: ") + reason);
    };
    zip_error_t error;
    zip_error_init(&error);
    const ZipSource target(zip_source_buffer_create(nullptr, 0, 0, &error));
    if (!target)
        return failed(zip_error_strerror(&error));
    Zip zip(zip_open_from_source(target.get(), ZIP_TRUNCATE, &error));
    if (!zip)
        return failed(zip_error_strerror(&error));
    zip_source_keep(target.get()); // the archive owns one count of it, we keep ours to read the result
    for (const PackageFile &file : files) {
        if (!addFile(zip.get(), file))
            return failed(zip_strerror(zip.get()));
    }
    if (zip_close(zip.get()) != 0)
        return failed(zip_strerror(zip.get()));
    zip.release(); // closed

    zip_stat_t status;
    if (zip_source_stat(target.get(), &status) != 0 || zip_source_open(target.get()) != 0)
        return failed("the archive cannot be read back");
    std::vector<std::uint8_t> bytes(static_cast<std::size_t>(status.size));
    const zip_int64_t got = zip_source_read(target.get(), bytes.data(), bytes.size());
    zip_source_close(target.get());
    if (got < 0 || static_cast<std::uint64_t>(got) != status.size)
        return failed("the archive cannot be read back");
    return bytes;
}

} // namespace imago::files
