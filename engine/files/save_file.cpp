// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/files/save_file.h"

#include "engine/files/descriptor.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace imago::files {

namespace {

constexpr int kMostSavers = 100;          ///< of one file at a time
constexpr std::size_t kLongestStem = 200; ///< leaves room for our ending in the 255 bytes of a file name

/// Where a link leads, so that saving through a link keeps the link.
std::filesystem::path followed(const std::filesystem::path &path)
{
    std::error_code failed;
    if (!std::filesystem::is_symlink(path, failed))
        return path;
    const std::filesystem::path end = std::filesystem::canonical(path, failed);
    return failed ? path : end;
}

std::filesystem::path folderOf(const std::filesystem::path &path)
{
    return path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
}

std::filesystem::path siblingOf(const std::filesystem::path &path, int number)
{
    std::string name = ".";
    name.append(path.filename().string(), 0, kLongestStem).append(".saving");
    if (number > 0)
        name += std::to_string(number);
    return folderOf(path) / name;
}

bool isSameFile(const struct stat &a, const struct stat &b)
{
    return a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

/// Takes the sibling for this saver alone: a lock tells one in use from one that a killed process left
/// behind. After locking, the name may already belong to another file: its former owner has renamed it into
/// place.
Descriptor takeSibling(const std::filesystem::path &sibling, int &reason)
{
    for (;;) {
        Descriptor file(
            ::open(sibling.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK, 0666));
        reason = file.isOpen() ? 0 : errno;
        if (!file.isOpen())
            return file;
        if (flock(file.get(), LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
            reason = EBUSY;
            return Descriptor();
        }
        struct stat opened = {};
        struct stat named = {};
        if (fstat(file.get(), &opened) != 0 || !S_ISREG(opened.st_mode) || opened.st_nlink > 1) {
            reason = EBUSY;
            return Descriptor();
        }
        if (lstat(sibling.c_str(), &named) != 0 || !isSameFile(opened, named))
            continue;
        if (ftruncate(file.get(), 0) == 0)
            return file;
        reason = errno;
        return Descriptor();
    }
}

/// Some file systems cannot sync a folder or a pipe; that is no failure of ours.
int synced(int descriptor)
{
    if (fsync(descriptor) == 0 || errno == EINVAL || errno == ENOTSUP || errno == EROFS)
        return 0;
    return errno;
}

/// Best effort: only a privileged saver can keep another owner, and the content matters more.
void keepOwnerAndMode(int descriptor, const struct stat &old)
{
    [[maybe_unused]] const int owned = fchown(descriptor, old.st_uid, old.st_gid);
    [[maybe_unused]] const int moded = fchmod(descriptor, old.st_mode & 07777);
}

} // namespace

std::string subjectOf(const std::filesystem::path &path)
{
    const std::string last = path.filename().string();
    return last.empty() ? path.string() : last;
}

Result<SaveFile> SaveFile::create(const std::filesystem::path &target)
{
    SaveFile file;
    file.m_subject = subjectOf(target);
    file.m_target = followed(target);

    struct stat old = {};
    const bool exists = stat(file.m_target.c_str(), &old) == 0;
    if (exists && S_ISDIR(old.st_mode))
        return failWriting(EISDIR, file.m_subject);
    if (!target.has_filename())
        return failWriting(target.empty() ? ENOENT : EISDIR, file.m_subject);
    if (exists && access(file.m_target.c_str(), W_OK) != 0)
        return failWriting(errno, file.m_subject);
    if (exists && !S_ISREG(old.st_mode)) {
        file.m_descriptor = ::open(file.m_target.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY);
        if (file.m_descriptor < 0)
            return failWriting(errno, file.m_subject);
        return file;
    }

    int reason = EBUSY;
    for (int number = 0; number < kMostSavers; ++number) {
        file.m_temporary = siblingOf(file.m_target, number);
        Descriptor taken = takeSibling(file.m_temporary, reason);
        if (taken.isOpen()) {
            file.m_descriptor = taken.release();
            if (exists)
                keepOwnerAndMode(file.m_descriptor, old);
            return file;
        }
        if (reason != EBUSY && reason != ELOOP && reason != ENXIO && reason != EISDIR)
            break;
    }
    file.m_temporary.clear();
    return failWriting(reason, file.m_subject);
}

SaveFile::SaveFile(SaveFile &&other) noexcept
    : m_target(std::move(other.m_target))
    , m_temporary(std::exchange(other.m_temporary, {}))
    , m_subject(std::move(other.m_subject))
    , m_descriptor(std::exchange(other.m_descriptor, -1))
    , m_failure(other.m_failure)
{
}

SaveFile &SaveFile::operator=(SaveFile &&other) noexcept
{
    if (this != &other) {
        discard();
        m_target = std::move(other.m_target);
        m_temporary = std::exchange(other.m_temporary, {});
        m_subject = std::move(other.m_subject);
        m_descriptor = std::exchange(other.m_descriptor, -1);
        m_failure = other.m_failure;
    }
    return *this;
}

SaveFile::~SaveFile()
{
    discard();
}

void SaveFile::discard() noexcept
{
    // Removed while it is still locked: afterwards the name may be another saver's.
    if (!m_temporary.empty())
        ::unlink(m_temporary.c_str());
    m_temporary.clear();
    if (m_descriptor >= 0)
        ::close(std::exchange(m_descriptor, -1));
}

Status SaveFile::write(std::span<const std::uint8_t> bytes)
{
    if (m_failure == 0)
        m_failure = writeAll(m_descriptor, bytes.data(), bytes.size());
    if (m_failure != 0)
        return failWriting(m_failure, m_subject);
    return {};
}

Status SaveFile::write(std::string_view text)
{
    return write(std::span(reinterpret_cast<const std::uint8_t *>(text.data()), text.size()));
}

Status SaveFile::writeAt(std::uint64_t position, std::span<const std::uint8_t> bytes)
{
    while (m_failure == 0 && !bytes.empty()) {
        const ssize_t written = ::pwrite(m_descriptor, bytes.data(), bytes.size(), static_cast<off_t>(position));
        if (written < 0 && errno != EINTR) {
            m_failure = errno;
        } else if (written > 0) {
            bytes = bytes.subspan(static_cast<std::size_t>(written));
            position += static_cast<std::uint64_t>(written);
        }
    }
    if (m_failure != 0)
        return failWriting(m_failure, m_subject);
    return {};
}

Status SaveFile::commit()
{
    if (m_failure != 0)
        return failWriting(m_failure, m_subject);
    if (const int reason = synced(m_descriptor))
        return failWriting(reason, m_subject);
    if (m_temporary.empty()) {
        if (::close(std::exchange(m_descriptor, -1)) != 0)
            return failWriting(errno, m_subject);
        return {};
    }
    if (::rename(m_temporary.c_str(), m_target.c_str()) != 0)
        return failWriting(errno, m_subject);
    m_temporary.clear();
    ::close(std::exchange(m_descriptor, -1));
    const Descriptor folder(::open(folderOf(m_target).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (folder.isOpen()) { // a folder that may be written but not listed cannot be synced
        if (const int reason = synced(folder.get()))
            return failWriting(reason, m_subject);
    }
    return {};
}

namespace {

template <typename Content>
Status save(const std::filesystem::path &path, Content content)
{
    Result<SaveFile> file = SaveFile::create(path);
    if (!file)
        return tl::unexpected(std::move(file).error());
    if (Status written = file->write(content); !written)
        return written;
    return file->commit();
}

} // namespace

Status saveFile(const std::filesystem::path &path, std::span<const std::uint8_t> bytes)
{
    return save(path, bytes);
}

Status saveFile(const std::filesystem::path &path, std::string_view text)
{
    return save(path, text);
}

} // namespace imago::files
