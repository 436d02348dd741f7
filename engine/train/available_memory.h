// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <thread>

namespace imago::train {

/// Bytes of memory that a program can get now without others losing theirs: what the kernel estimates, or less where a
/// container (control group 2) allows less. Nothing where the system does not say. `root`: where proc and sys are.
std::optional<std::uint64_t> availableMemory(const std::filesystem::path &root = "/");

/// Bytes of data (what the kernel counts as VmData) up to which this process can grow: what it has, what is available
/// and free swap, and a margin for what it reserves and never touches, such as stacks. What goes beyond would not have
/// fitted. Nothing where the system does not say.
std::optional<std::uint64_t> dataLimit(const std::filesystem::path &root = "/",
                                       unsigned processors = std::thread::hardware_concurrency());
/// Makes an allocation beyond dataLimit() fail in this process, where it can be mended, instead of having the kernel
/// end it without a word. Never raises a limit that is there. Not for work on a GPU, whose drivers reserve far more
/// addresses than memory.
void limitData();

} // namespace imago::train
