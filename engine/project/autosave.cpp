// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/project/autosave.h"

#include "engine/files/save_file.h"
#include "engine/project/project_file.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <functional>
#include <string>
#include <sys/file.h>
#include <utility>

namespace imago::project {

namespace {

constexpr int kMostSlots = 64;

std::filesystem::path fileOf(const std::filesystem::path &folder, int slot, const char *ending)
{
    return folder / ("autosave-" + std::to_string(slot) + ending);
}

std::filesystem::path newestOf(const std::filesystem::path &folder, int slot)
{
    return fileOf(folder, slot, ".imago");
}

std::filesystem::path beforeOf(const std::filesystem::path &folder, int slot)
{
    return fileOf(folder, slot, ".before.imago");
}

// The slot's lock, or nothing while a running studio has it. The file stays for ever: were it removed, two
// studios could hold locks on two files of one name.
files::Descriptor lockOf(const std::filesystem::path &folder, int slot, int &reason)
{
    files::Descriptor lock(
        ::open(fileOf(folder, slot, ".lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
    reason = errno;
    if (lock.isOpen() && flock(lock.get(), LOCK_EX | LOCK_NB) != 0) {
        reason = errno;
        return files::Descriptor();
    }
    return lock;
}

bool isThere(const std::filesystem::path &file)
{
    std::error_code unknown;
    return std::filesystem::exists(file, unknown) || unknown;
}

void removeAutosaves(const std::filesystem::path &folder, int slot) noexcept
{
    std::error_code ignored;
    // The older one first: until the end what is there is the newest.
    std::filesystem::remove(beforeOf(folder, slot), ignored);
    std::filesystem::remove(newestOf(folder, slot), ignored);
}

} // namespace

void AutosavePolicy::changed(Time now)
{
    if (!m_oldest)
        m_oldest = now;
    m_newest = now;
}

std::optional<AutosavePolicy::Time> AutosavePolicy::due() const
{
    if (!m_oldest || m_isSaving)
        return std::nullopt;
    return std::max(std::min(*m_newest + kQuiet, *m_oldest + kLongest), m_notBefore);
}

void AutosavePolicy::begin()
{
    m_isSaving = true;
    m_saving = std::exchange(m_oldest, std::nullopt);
}

void AutosavePolicy::succeeded()
{
    m_isSaving = false;
    m_saving.reset();
    m_notBefore = {};
}

void AutosavePolicy::failed(Time now)
{
    m_isSaving = false;
    if (m_saving)
        m_oldest = std::exchange(m_saving, std::nullopt);
    m_notBefore = now + kRetry;
}

AutosaveSlot::AutosaveSlot(std::filesystem::path folder, int slot, files::Descriptor lock)
    : m_folder(std::move(folder))
    , m_slot(slot)
    , m_lock(std::move(lock))
{
}

Result<AutosaveSlot> AutosaveSlot::open(const std::filesystem::path &folder)
{
    const std::string subject = files::subjectOf(folder);
    std::error_code failed;
    std::filesystem::create_directories(folder, failed);
    if (failed)
        return files::failWriting(failed.value(), subject);
    int reason = 0;
    for (int slot = 0; slot < kMostSlots; ++slot) {
        files::Descriptor lock = lockOf(folder, slot, reason);
        // A place where a crashed studio left something is kept for leftBehind().
        if (lock.isOpen() && !isThere(newestOf(folder, slot)) && !isThere(beforeOf(folder, slot)))
            return AutosaveSlot(folder, slot, std::move(lock));
        if (!lock.isOpen() && reason != EWOULDBLOCK)
            return files::failWriting(reason, subject);
    }
    return fail(ErrorCode::FileUnwritable, "every place for autosaves is taken", subject);
}

Status AutosaveSlot::save(const Project &project)
{
    const std::filesystem::path newest = newestOf(m_folder, m_slot);
    std::error_code missing; // after a failed save there is no newest one, and the one before stays
    std::filesystem::rename(newest, beforeOf(m_folder, m_slot), missing);
    return writeProject(newest, project);
}

void AutosaveSlot::discard() noexcept
{
    removeAutosaves(m_folder, m_slot);
}

std::vector<AutosaveSlot::Recovered> AutosaveSlot::leftBehind() const
{
    std::vector<Recovered> found;
    for (int slot = 0; slot < kMostSlots; ++slot) {
        if (slot == m_slot || !isThere(fileOf(m_folder, slot, ".lock")))
            continue;
        int reason = 0;
        const files::Descriptor lock = lockOf(m_folder, slot, reason);
        if (!lock.isOpen())
            continue; // it runs
        const std::filesystem::path newest = newestOf(m_folder, slot);
        bool fellBack = false;
        for (const std::filesystem::path &file : {newest, beforeOf(m_folder, slot)}) {
            Result<Project> project = readProject(file);
            if (project) {
                std::error_code ignored;
                found.push_back(
                    {*std::move(project), std::filesystem::last_write_time(file, ignored), fellBack, slot});
                break;
            }
            fellBack = project.error().code != ErrorCode::FileMissing;
        }
    }
    std::ranges::sort(found, std::ranges::greater(), &Recovered::savedAt);
    return found;
}

void AutosaveSlot::discard(const Recovered &recovered) noexcept
{
    int reason = 0;
    const files::Descriptor lock = lockOf(m_folder, recovered.slot, reason);
    if (recovered.slot != m_slot && lock.isOpen())
        removeAutosaves(m_folder, recovered.slot);
}

} // namespace imago::project
