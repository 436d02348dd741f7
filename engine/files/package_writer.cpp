// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/files/descriptor.h"
#include "engine/files/package.h"
#include "engine/files/package_source.h"
#include "engine/files/save_file.h"
#include "engine/files/stored_zip.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <set>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace imago::files {

namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 2> kEndings = {".imagomodel", ".imagostyle"};
constexpr int kMostWriters = 100; ///< of one package at a time

std::string normalName(const fs::path &path)
{
    return path.lexically_normal().generic_string();
}

fs::path parentOf(const fs::path &path)
{
    return path.has_parent_path() ? path.parent_path() : fs::path(".");
}

/// A folder of ours beside the target, removed with all that is in it at the end: by then it holds the old
/// package or has become the new one. A lock tells one in use from one that a killed process left behind.
class TemporaryFolder
{
public:
    static Result<TemporaryFolder> create(const fs::path &target)
    {
        int reason = EBUSY;
        for (int number = 0; number < kMostWriters && reason == EBUSY; ++number) {
            std::string name = ".";
            name.append(target.filename().string()).append(".saving").append(std::to_string(number));
            TemporaryFolder folder(parentOf(target) / name);
            reason = folder.take();
            if (reason == 0)
                return folder;
            folder.m_path.clear(); // not ours
        }
        return failWriting(reason, subjectOf(target));
    }

    TemporaryFolder(TemporaryFolder &&other) noexcept
        : m_path(std::exchange(other.m_path, {}))
        , m_lock(std::move(other.m_lock))
    {
    }
    TemporaryFolder &operator=(TemporaryFolder &&) = delete;
    ~TemporaryFolder()
    {
        std::error_code ignored;
        if (!m_path.empty())
            fs::remove_all(m_path, ignored);
    }

    const fs::path &path() const noexcept { return m_path; }

private:
    explicit TemporaryFolder(fs::path path)
        : m_path(std::move(path))
    {
    }

    /// errno; EBUSY when it is another writer's.
    int take()
    {
        if (mkdir(m_path.c_str(), 0777) != 0 && errno != EEXIST)
            return errno;
        m_lock = Descriptor(::open(m_path.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
        struct stat opened = {};
        struct stat named = {};
        if (!m_lock.isOpen() || flock(m_lock.get(), LOCK_EX | LOCK_NB) != 0 ||
            fstat(m_lock.get(), &opened) != 0 || lstat(m_path.c_str(), &named) != 0 ||
            opened.st_ino != named.st_ino || opened.st_dev != named.st_dev)
            return EBUSY;
        std::error_code failed;
        for (const fs::directory_entry &left : fs::directory_iterator(m_path, failed))
            fs::remove_all(left.path(), failed);
        return failed.value();
    }

    fs::path m_path;
    Descriptor m_lock;
};

/// Ok when nothing of the user's own would be lost with this folder: it is empty, or a package and nothing
/// else.
Status checkReplaceable(const fs::path &folder)
{
    const std::string subject = subjectOf(folder);
    std::error_code failed;
    if (fs::is_symlink(folder, failed))
        return fail(ErrorCode::FileUnwritable, "a link stands where the package should be written", subject);
    if (!fs::is_directory(folder, failed))
        return fail(ErrorCode::FileUnwritable, "a file stands where the folder should be written", subject);
    if (fs::is_empty(folder, failed))
        return {};
    const Result<std::string> text = readFile(folder / kManifestName, kLargestManifest);
    const Result<Manifest> manifest = text ? parseManifest(*text, subject) : tl::unexpected(text.error());
    if (!manifest)
        return fail(ErrorCode::FileUnwritable, "the folder is not empty and holds no model package", subject);
    std::set<std::string> known{std::string(kManifestName)};
    for (const ManifestFile &file : manifest->files)
        known.insert(file.path);
    fs::recursive_directory_iterator entry(folder, failed);
    for (; !failed && entry != fs::recursive_directory_iterator(); entry.increment(failed)) {
        const std::string name = normalName(entry->path().lexically_relative(folder));
        if (!(entry->is_directory() && !entry->is_symlink()) && !known.contains(name)) {
            return fail(ErrorCode::FileUnwritable,
                        "the folder holds a file that is not part of the package: " + name, subject);
        }
    }
    return failed ? Status(failWriting(failed.value(), subject)) : Status();
}

/// Puts the new folder where the old one is; what was there ends up under the temporary name.
Status takePlace(const fs::path &temporary, const fs::path &target)
{
    if (renameat2(AT_FDCWD, temporary.c_str(), AT_FDCWD, target.c_str(), RENAME_EXCHANGE) == 0)
        return {};
    if (errno != ENOENT && errno != EINVAL && errno != ENOSYS)
        return failWriting(errno, subjectOf(target));
    // Nothing to replace, or a file system that cannot exchange: then for a moment there is no package.
    const fs::path old = temporary.string() + "-old";
    const bool hadOld = rename(target.c_str(), old.c_str()) == 0;
    if (rename(temporary.c_str(), target.c_str()) != 0) {
        const int reason = errno;
        if (hadOld && rename(old.c_str(), target.c_str()) != 0)
            return fail(ErrorCode::FileUnwritable, "the old package is now called " + old.string(),
                        subjectOf(target));
        return failWriting(reason, subjectOf(target));
    }
    std::error_code ignored;
    if (hadOld)
        fs::remove_all(old, ignored);
    return {};
}

// A package's path may end in a slash.
fs::path placeOf(const fs::path &path)
{
    return path.has_filename() ? path : path.parent_path();
}

bool isArchive(const fs::path &path)
{
    return std::ranges::find(kEndings, path.extension().string()) != kEndings.end();
}

Status writeFolder(const fs::path &target, std::span<const PackageFile> files)
{
    if (Status free = checkPackagePlace(target); !free)
        return free;
    std::error_code failed;
    const Result<TemporaryFolder> temporary = TemporaryFolder::create(target);
    if (!temporary)
        return tl::unexpected(temporary.error());
    for (const PackageFile &file : files) {
        const fs::path path = temporary->path() / file.path;
        fs::create_directories(path.parent_path(), failed);
        if (failed)
            return failWriting(failed.value(), subjectOf(target));
        if (Status saved = saveFile(path, file.bytes); !saved)
            return saved;
    }
    if (Status placed = takePlace(temporary->path(), target); !placed)
        return placed;
    const Descriptor folder(::open(parentOf(target).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (folder.isOpen() && fsync(folder.get()) != 0 && errno != EINVAL && errno != ENOTSUP)
        return failWriting(errno, subjectOf(target));
    return {};
}

} // namespace

Status writePackage(const fs::path &path, Manifest manifest, std::span<const PackageFile> files)
{
    const std::string subject = subjectOf(path);
    std::vector<ManifestFile> listed;
    for (const PackageFile &file : files) {
        const ManifestFile *known = manifest.file(file.path);
        listed.push_back(
            {file.path, file.bytes.size(), sha256(file.bytes), known ? known->others : Json::object()});
    }
    manifest.files = std::move(listed);

    const std::string text = toJson(manifest);
    const Result<Manifest> readBack = parseManifest(text, subject);
    if (!readBack)
        return fail(ErrorCode::BadInput, readBack.error().detail, subject);

    std::vector<PackageFile> all(files.begin(), files.end());
    all.push_back(
        {std::string(kManifestName), {reinterpret_cast<const std::uint8_t *>(text.data()), text.size()}});
    const fs::path target = placeOf(path);
    if (!isArchive(path))
        return writeFolder(target, all);
    Result<std::vector<std::uint8_t>> archive = packStoredZip(all);
    if (!archive)
        return tl::unexpected(std::move(archive).error());
    return saveFile(path, *archive);
}

Status checkPackagePlace(const fs::path &path)
{
    std::error_code failed;
    const fs::path target = placeOf(path);
    if (isArchive(path) || !fs::exists(fs::symlink_status(target, failed)))
        return {};
    return checkReplaceable(target);
}

} // namespace imago::files
