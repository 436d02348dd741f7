// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/available_memory.h"

#include <algorithm>
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

} // namespace

std::optional<std::uint64_t> availableMemory(const std::filesystem::path &root)
{
    const auto kilobytes = numberIn(root / "proc/meminfo", "MemAvailable:");
    const auto contained = leftInContainer(root / "sys/fs/cgroup");
    if (!kilobytes)
        return contained;
    return contained ? std::min(*contained, kKilobyte * *kilobytes) : kKilobyte * *kilobytes;
}

} // namespace imago::train
