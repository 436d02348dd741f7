// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/available_memory.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <string>

namespace imago::train {

namespace {

constexpr std::uint64_t kKilobyte = 1024;

// The number behind a word of a file of such lines; of a file with nothing but a number, the word is empty.
std::optional<std::uint64_t> numberIn(const std::filesystem::path &file, const std::string &word)
{
    std::ifstream stream(file);
    std::string read;
    while (!word.empty() && stream >> read && read != word) {
    }
    std::uint64_t number = 0;
    return stream >> number ? std::optional(number) : std::nullopt;
}

// A peak that began anew is what the process has, but for what other threads take meanwhile.
bool isNewPeak(const std::filesystem::path &status)
{
    constexpr std::uint64_t kNoise = 16 * kKilobyte; // kilobytes
    const auto now = numberIn(status, "VmRSS:"), peak = numberIn(status, "VmHWM:");
    return now && peak && *peak <= *now + kNoise;
}

// Where a generation of control groups lies, and what it calls things.
struct GroupWords
{
    const char *mount, *most, *taken;
    std::array<const char *, 3> droppable; ///< What the kernel could drop: files that were read, caches.
};
constexpr GroupWords kGroups2{
    "sys/fs/cgroup", "memory.max", "memory.current", {"inactive_file", "active_file", "slab_reclaimable"}};
constexpr GroupWords kGroups1{"sys/fs/cgroup/memory",
                              "memory.limit_in_bytes",
                              "memory.usage_in_bytes",
                              {"total_inactive_file", "total_active_file", ""}};

std::optional<std::uint64_t> leftInGroup(const std::filesystem::path &group, const GroupWords &words)
{
    const auto most = numberIn(group / words.most, ""), taken = numberIn(group / words.taken, "");
    if (!most || !taken)
        return std::nullopt;
    std::uint64_t kept = *taken;
    for (const char *droppable : words.droppable) {
        if (*droppable != '\0')
            kept -= std::min(kept, numberIn(group / "memory.stat", droppable).value_or(0));
    }
    return *most - std::min(*most, kept);
}

// The least that this process's group and those around it have left. A container may see its own group as the
// outermost one, whatever the kernel calls it.
std::optional<std::uint64_t> leftInGroups(const std::filesystem::path &root)
{
    std::optional<std::uint64_t> least;
    const auto look = [&](const std::filesystem::path &group, const GroupWords &words) {
        if (const auto left = leftInGroup(group, words))
            least = std::min(*left, least.value_or(*left));
    };
    for (const GroupWords *words : {&kGroups2, &kGroups1})
        look(root / words->mount, *words);
    std::ifstream groups(root / "proc/self/cgroup");
    for (std::string number, controllers, path; std::getline(groups, number, ':') &&
                                                std::getline(groups, controllers, ':') && std::getline(groups, path);) {
        if (!controllers.empty() && controllers != "memory")
            continue;
        const GroupWords &words = controllers.empty() ? kGroups2 : kGroups1;
        std::filesystem::path group = root / words.mount;
        for (const auto &part : std::filesystem::path(path).relative_path())
            look(group /= part, words);
    }
    return least;
}

} // namespace

std::optional<std::uint64_t> availableMemory(const std::filesystem::path &root)
{
    const auto kilobytes = numberIn(root / "proc/meminfo", "MemAvailable:");
    const auto contained = leftInGroups(root);
    if (!kilobytes)
        return contained;
    return contained ? std::min(*contained, kKilobyte * *kilobytes) : kKilobyte * *kilobytes;
}

PeakMemory::PeakMemory(const std::filesystem::path &root)
    : m_status(root / "proc/self/status")
{
    std::ofstream(root / "proc/self/clear_refs") << 5;
    m_beganAnew = isNewPeak(m_status);
}

std::optional<std::uint64_t> PeakMemory::bytes() const
{
    const auto kilobytes = numberIn(m_status, m_beganAnew ? "VmHWM:" : "VmRSS:");
    return kilobytes ? std::optional(kKilobyte * *kilobytes) : std::nullopt;
}

} // namespace imago::train
