// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/available_memory.h"
#include "tests/support/catch.h"
#include "tests/support/temp_dir.h"

#include <fstream>
#include <string>

using namespace imago;
using train::availableMemory;
using train::PeakMemory;

namespace {

/// Writes files below a root of their own.
auto writerIn(const test::TempDir &root)
{
    return [&root](const std::string &file, const std::string &text) {
        std::filesystem::create_directories((root / file).parent_path());
        std::ofstream(root / file) << text;
    };
}

} // namespace

TEST_CASE("the memory that is available is the kernel's estimate, or less where a container allows less")
{
    const test::TempDir root;
    const auto write = writerIn(root);
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

TEST_CASE("of control groups inside each other the one with the least left counts")
{
    const test::TempDir root;
    const auto write = writerIn(root);
    write("proc/meminfo", "MemAvailable:    8000 kB\n");

    SECTION("generation 2: a job of a cluster, whose own group allows anything")
    {
        write("proc/self/cgroup", "0::/system.slice/job_1/step_0\n");
        write("sys/fs/cgroup/system.slice/job_1/memory.max", "4000000\n");
        write("sys/fs/cgroup/system.slice/job_1/memory.current", "1500000\n");
        write("sys/fs/cgroup/system.slice/job_1/step_0/memory.max", "max\n");
        write("sys/fs/cgroup/system.slice/job_1/step_0/memory.current", "1000000\n");
        CHECK(availableMemory(root.path()) == 2'500'000);
    }
    SECTION("generation 1, beside other controllers")
    {
        write("proc/self/cgroup", "5:devices:/elsewhere\n4:memory:/box\n0::/\n");
        write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
        write("sys/fs/cgroup/memory/memory.usage_in_bytes", "7000000\n");
        write("sys/fs/cgroup/memory/box/memory.limit_in_bytes", "5000000\n");
        write("sys/fs/cgroup/memory/box/memory.usage_in_bytes", "4000000\n");
        write("sys/fs/cgroup/memory/box/memory.stat", "inactive_file 9\ntotal_inactive_file 250000\n"
                                                      "total_active_file 250000\n");
        CHECK(availableMemory(root.path()) == 1'500'000);
    }
    SECTION("generation 1, seen from inside a container that calls its own group the outermost")
    {
        write("proc/self/cgroup", "4:memory:/docker/0123abcd\n");
        write("sys/fs/cgroup/memory/memory.limit_in_bytes", "5000000\n");
        write("sys/fs/cgroup/memory/memory.usage_in_bytes", "4000000\n");
        CHECK(availableMemory(root.path()) == 1'000'000);
    }
}

TEST_CASE("a peak of memory begins anew, and where the system does not let it, what the process has counts")
{
    const test::TempDir root;
    const auto write = writerIn(root);
    CHECK_FALSE(PeakMemory(root.path()).bytes());

    write("proc/self/status", "Name:\timago\nVmHWM:\t  200000 kB\nVmRSS:\t  200000 kB\n");
    const PeakMemory peak(root.path());
    CHECK(std::filesystem::exists(root / "proc/self/clear_refs"));
    write("proc/self/status", "Name:\timago\nVmHWM:\t  300000 kB\nVmRSS:\t  250000 kB\n");
    CHECK(peak.bytes() == 307'200'000);

    const PeakMemory old(root.path()); // 300,000 were before it, and stay
    write("proc/self/status", "Name:\timago\nVmHWM:\t  300000 kB\nVmRSS:\t  260000 kB\n");
    CHECK(old.bytes() == 266'240'000);

    CHECK(PeakMemory().bytes().value_or(1) > 0); // of this process
}
