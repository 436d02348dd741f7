// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

namespace imago::train {

/// Bytes of memory that a program can get now without others losing theirs: what the kernel estimates, or less where
/// a control group of its own or around it (containers, jobs of a cluster; generation 1 or 2) allows less. Nothing
/// where the system does not say. `root`: where proc and sys are.
std::optional<std::uint64_t> availableMemory(const std::filesystem::path &root = "/");

/// How much memory this process has at most from here on; the newest one knows, as the system keeps one peak.
/// `root`: as above.
class PeakMemory
{
public:
    explicit PeakMemory(const std::filesystem::path &root = "/");

    /// Bytes until now. Where the system lets no peak begin anew, those that the process has now: just as many after
    /// work whose freed memory is kept. Nothing where the system does not say.
    std::optional<std::uint64_t> bytes() const;

private:
    std::filesystem::path m_status;
    bool m_beganAnew;
};

} // namespace imago::train
