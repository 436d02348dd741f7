// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/available_memory.h"
#include "tests/support/catch.h"
#include "tests/support/temp_dir.h"

#include <cstdint>
#include <fstream>
#include <string>

using namespace imago;
using train::availableMemory;
using train::dataLimit;

TEST_CASE("the memory that is available is the kernel's estimate, or less where a container allows less")
{
    const test::TempDir root;
    const auto write = [&](const std::string &file, const std::string &text) {
        std::filesystem::create_directories((root / file).parent_path());
        std::ofstream(root / file) << text;
    };
    CHECK_FALSE(availableMemory(root.path()));
    write("proc/meminfo", "MemTotal:       16000000 kB\nMemFree:  1000 kB\nMemAvailable:    8000 kB\nBuffers: 5 kB\n");
    CHECK(availableMemory(root.path()) == 8'192'000);
    write("sys/fs/cgroup/memory.max", "max\n");
    write("sys/fs/cgroup/memory.current", "5000000\n");
    CHECK(availableMemory(root.path()) == 8'192'000);
    write("sys/fs/cgroup/memory.max", "6000000\n");
    CHECK(availableMemory(root.path()) == 1'000'000);
    write("sys/fs/cgroup/memory.stat", "anon 3000000\ninactive_file 1500000\nactive_file 400000\nslab_reclaimable 100000\n");
    CHECK(availableMemory(root.path()) == 3'000'000);
    write("sys/fs/cgroup/memory.max", "1000\n"); // lowered under what is taken
    CHECK(availableMemory(root.path()) == 0);
    write("proc/meminfo", "nonsense");
    CHECK(availableMemory(root.path()) == 0);
    CHECK(availableMemory().value_or(1) > 0); // of this machine
}

TEST_CASE("data may grow by what is available and swap, and never less than that")
{
    const test::TempDir root;
    const auto write = [&](const std::string &file, const std::string &text) {
        std::filesystem::create_directories((root / file).parent_path());
        std::ofstream(root / file) << text;
    };
    constexpr std::uint64_t kMiB = 1 << 20;
    write("proc/meminfo", "MemAvailable:    8192 kB\nSwapFree:  4096 kB\n");
    CHECK_FALSE(dataLimit(root.path(), 2));
    write("proc/self/status", "Name:\timago\nVmPeak:\t 999999 kB\nVmData:\t   2048 kB\n");
    CHECK(dataLimit(root.path(), 2) == (2 + 8 + 1 + 4 + 512 + 320) * kMiB);
    write("sys/fs/cgroup/memory.swap.max", "3145728\n");
    write("sys/fs/cgroup/memory.swap.current", "2097152\n");
    CHECK(dataLimit(root.path(), 2) == (2 + 8 + 1 + 1 + 512 + 320) * kMiB);
    write("sys/fs/cgroup/memory.swap.max", "max\n");
    CHECK(dataLimit(root.path(), 2) == (2 + 8 + 1 + 4 + 512 + 320) * kMiB);
    const auto here = dataLimit();
    CHECK(here.value_or(~std::uint64_t{0}) > availableMemory().value_or(0));
}
