// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/files/package_source.h"
#include "engine/files/save_file.h"
#include "engine/files/stored_zip.h"

#include <map>
#include <utility>

namespace imago::files {

namespace {

constexpr NoZip kNoPackage{ErrorCode::NotAModel, "this is neither a package folder nor an .imagomodel file"};

class PackageArchive : public PackageSource
{
public:
    PackageArchive(std::filesystem::path path, const StoredZip &zip)
        : m_path(std::move(path))
        , m_subject(subjectOf(m_path))
    {
        for (const StoredEntry &entry : zip.entries())
            m_sizes.emplace(entry.path, entry.bytes);
    }

    bool contains(std::string_view name) const override { return m_sizes.find(name) != m_sizes.end(); }

    Result<std::uint64_t> size(std::string_view name) const override
    {
        const auto found = m_sizes.find(name);
        if (found == m_sizes.end())
            return missing(name);
        return found->second;
    }

    Status read(std::string_view name, std::uint64_t limit, const ChunkReader &reader) const override
    {
        // Opened anew each time: a handle serves one thread only, and opening takes a fraction of a millisecond.
        const Result<StoredZip> zip = StoredZip::open(m_path, kNoPackage);
        if (!zip)
            return tl::unexpected(zip.error());
        const StoredEntry *entry = zip->find(name);
        if (entry == nullptr)
            return missing(name);
        if (entry->bytes > limit)
            return fail(ErrorCode::FileTooLarge, std::string(name) + " is too large", m_subject);
        return zip->read(*entry, reader);
    }

private:
    tl::unexpected<Error> missing(std::string_view name) const
    {
        return fail(ErrorCode::FileDamaged, "the package's file " + std::string(name) + " is missing", m_subject);
    }

    std::filesystem::path m_path;
    std::string m_subject;
    std::map<std::string, std::uint64_t, std::less<>> m_sizes;
};

} // namespace

Result<std::unique_ptr<PackageSource>> openArchive(const std::filesystem::path &path)
{
    const Result<StoredZip> zip = StoredZip::open(path, kNoPackage);
    if (!zip)
        return tl::unexpected(zip.error());
    return std::make_unique<PackageArchive>(path, *zip);
}

} // namespace imago::files
