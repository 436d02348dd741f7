// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/available_memory.h"

#include <algorithm>
#include <fstream>
#include <string>
#include <sys/resource.h>

namespace imago::train {

namespace {

constexpr std::uint64_t kKilobyte = 1024;
constexpr std::uint64_t kKeptAhead = std::uint64_t{512} << 20; // by allocators
constexpr std::uint64_t kThreads = std::uint64_t{160} << 20;   // stacks and arenas of two threads a processor
constexpr std::uint64_t kEstimateShare = 8;                    // what is available is an estimate, and rather too low

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

// What the container has left; what the kernel could drop (files that were read, caches) is not counted as taken.
std::optional<std::uint64_t> leftInContainer(const std::filesystem::path &group)
{
    const auto most = numberIn(group / "memory.max", ""), taken = numberIn(group / "memory.current", "");
    if (!most || !taken)
        return std::nullopt;
    std::uint64_t kept = *taken;
    for (const char *droppable : {"inactive_file", "active_file", "slab_reclaimable"})
        kept -= std::min(kept, numberIn(group / "memory.stat", droppable).value_or(0));
    return *most - std::min(*most, kept);
}

std::uint64_t freeSwap(const std::filesystem::path &root)
{
    const std::filesystem::path group = root / "sys/fs/cgroup";
    const std::uint64_t free = kKilobyte * numberIn(root / "proc/meminfo", "SwapFree:").value_or(0);
    const auto most = numberIn(group / "memory.swap.max", ""), taken = numberIn(group / "memory.swap.current", "");
    return most && taken ? std::min(free, *most - std::min(*most, *taken)) : free;
}

} // namespace

std::optional<std::uint64_t> availableMemory(const std::filesystem::path &root)
{
    const auto kilobytes = numberIn(root / "proc/meminfo", "MemAvailable:");
    const auto contained = leftInContainer(root / "sys/fs/cgroup");
    if (!kilobytes)
        return contained;
    return contained ? std::min(*contained, kKilobyte * *kilobytes) : kKilobyte * *kilobytes;
}

std::optional<std::uint64_t> dataLimit(const std::filesystem::path &root, unsigned processors)
{
    const auto taken = numberIn(root / "proc/self/status", "VmData:");
    const auto available = availableMemory(root);
    if (!taken || !available)
        return std::nullopt;
    return kKilobyte * *taken + *available + *available / kEstimateShare + freeSwap(root) + kKeptAhead +
           processors * kThreads;
}

void limitData()
{
    const std::optional<std::uint64_t> most = dataLimit();
    rlimit limit{};
    if (!most || getrlimit(RLIMIT_DATA, &limit) != 0 || limit.rlim_cur <= *most)
        return;
    limit.rlim_cur = *most;
    (void)setrlimit(RLIMIT_DATA, &limit);
}

} // namespace imago::train
