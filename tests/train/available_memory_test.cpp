// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/available_memory.h"
#include "tests/support/catch.h"
#include "tests/support/temp_dir.h"

#include <fstream>
#include <string>

using namespace imago;
using train::availableMemory;

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
    write("sys/fs/cgroup/memory.stat",
          "anon 3000000\ninactive_file 1500000\nactive_file 400000\nslab_reclaimable 100000\n");
    CHECK(availableMemory(root.path()) == 3'000'000);
    write("sys/fs/cgroup/memory.max", "1000\n"); // lowered under what is taken
    CHECK(availableMemory(root.path()) == 0);
    write("proc/meminfo", "nonsense");
    CHECK(availableMemory(root.path()) == 0);
    CHECK(availableMemory().value_or(1) > 0); // of this machine
}
