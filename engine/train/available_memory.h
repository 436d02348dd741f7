// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

namespace imago::train {

/// Bytes of memory that a program can get now without others losing theirs: what the kernel estimates, or less where a
/// container (control group 2) allows less. Nothing where the system does not say. `root`: where proc and sys are.
std::optional<std::uint64_t> availableMemory(const std::filesystem::path &root = "/");

} // namespace imago::train
