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

// A peak that began anew is what the process has, but for what other threads take meanwhile.
bool isNewPeak(const std::filesystem::path &status)
{
    constexpr std::uint64_t kNoise = 16 * kKilobyte; // kilobytes
    const auto now = numberIn(status, "VmRSS:"), peak = numberIn(status, "VmHWM:");
    return now && peak && *peak <= *now + kNoise;
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
