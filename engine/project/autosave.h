// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/files/descriptor.h"
#include "engine/project/project.h"

#include <chrono>
#include <filesystem>
#include <optional>
#include <vector>

namespace imago::project {

/// Says when to autosave: soon after the hand rests, and during endless work often enough that at most 60 s
/// of it are at risk (a save may take 10 s and the caller may look at the clock once a second). No threads,
/// no clock.
class AutosavePolicy
{
public:
    using Time = std::chrono::steady_clock::time_point;
    static constexpr std::chrono::seconds kQuiet{4}; ///< Rest after which the work is saved.
    static constexpr std::chrono::seconds kLongest{
        45}; ///< Age of the oldest unsaved change that waits no longer.
    static constexpr std::chrono::seconds kRetry{5}; ///< After a failure.

    /// Something worth saving changed.
    void changed(Time now);
    /// When the next save is due; nothing while all is safe or a save is under way.
    std::optional<Time> due() const;

    /// A save of the present state begins; what changes from now on is not in it.
    void begin();
    void succeeded();
    void failed(Time now);

private:
    std::optional<Time> m_oldest; ///< Unsaved change
    std::optional<Time> m_newest;
    std::optional<Time> m_saving; ///< The oldest change that the save under way takes care of.
    bool m_isSaving = false;
    Time m_notBefore{};
};

/// One running studio's place for autosaves in a shared folder, and what others left there when they crashed.
///
/// Guarantees: two running studios never touch each other's autosaves; save() is atomic and keeps the state
/// before as a fallback; autosaves stay until discard() says that they are no longer needed.
/// Threads: one at a time.
class AutosaveSlot
{
public:
    /// Takes a free place; makes the folder where it is missing. Errors: FileUnwritable, DiskFull.
    static Result<AutosaveSlot> open(const std::filesystem::path &folder);

    /// Errors: those of writeProject.
    Status save(const Project &project);

    /// The work is safe elsewhere, or not wanted any more: removes this slot's autosaves.
    void discard() noexcept;

    /// What a studio that crashed left behind: the newest of its states that can be read.
    struct Recovered
    {
        Project project;
        std::filesystem::file_time_type savedAt;
        bool fellBack = false; ///< The very newest was damaged.
        int slot = -1;         ///< Names it for discard().
    };

    /// Newest first; of those that still run, nothing. What can't be read at all is left alone and not
    /// listed.
    std::vector<Recovered> leftBehind() const;

    /// Removes what was left behind, once it has been saved in this slot or refused by the user.
    void discard(const Recovered &recovered) noexcept;

private:
    AutosaveSlot(std::filesystem::path folder, int slot, files::Descriptor lock);

    std::filesystem::path m_folder;
    int m_slot;
    files::Descriptor m_lock; ///< Locked; the system lets go of it when the process dies.
};

} // namespace imago::project
