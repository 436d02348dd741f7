// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/random.h"
#include "engine/project/autosave.h"
#include "engine/project/project_file.h"
#include "tests/project/sample_project.h"
#include "tests/support/catch.h"
#include "tests/support/temp_dir.h"

#include <csignal>
#include <functional>
#include <sys/wait.h>
#include <unistd.h>

using namespace imago;
using namespace imago::project;
using test::sampleProject;
using test::TempDir;

namespace {

constexpr int kKills = 100;

// Runs `save` with growing numbers in a process of its own and kills it a random while after one of its first
// saves. Returns the number of the last save that is known to be done.
std::uint64_t killWhileSaving(Random &random, std::uint64_t first,
                              const std::function<bool(std::uint64_t)> &save)
{
    int ends[2] = {};
    REQUIRE(pipe(ends) == 0);
    const pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        for (std::uint64_t number = first;; ++number) {
            if (!save(number) || write(ends[1], &number, sizeof number) != sizeof number)
                _exit(1);
        }
    }
    close(ends[1]);
    std::uint64_t done = 0;
    for (std::uint64_t saves = 1 + random.below(3); saves > 0; --saves)
        REQUIRE(read(ends[0], &done, sizeof done) == sizeof done);
    // Spinning hits every moment of a save; a sleep would favour some.
    for (std::uint64_t spins = random.below(4'000'000); spins > 0; --spins)
        asm volatile("");
    kill(child, SIGKILL);
    int status = 0;
    waitpid(child, &status, 0);
    CHECK(WIFSIGNALED(status));
    close(ends[0]);
    return done;
}

} // namespace

TEST_CASE("killed at any moment of saving, the file is one of the saved states")
{
    TempDir folder;
    const std::filesystem::path file = folder / "mine.imago";
    Random random(1);
    std::uint64_t first = 1;
    for (int i = 0; i < kKills; ++i) {
        const std::uint64_t done = killWhileSaving(random, first, [&](std::uint64_t number) {
            return writeProject(file, sampleProject(number)).has_value();
        });
        const Result<Project> back = readProject(file);
        REQUIRE(back);
        const std::uint64_t number = back->recipe.seed;
        CHECK(number >= done); // nothing that was said to be saved is lost
        CHECK(*back == sampleProject(number));
        first = number + 1;
    }
    int files = 0;
    for ([[maybe_unused]] const auto &entry : std::filesystem::directory_iterator(folder.path()))
        ++files;
    CHECK(files <= 2); // the project and at most one unfinished sibling, which the next save takes over
}

TEST_CASE("killed at any moment of autosaving, the newest or the state before is recovered")
{
    TempDir folder;
    Random random(2);
    for (int i = 0; i < kKills; ++i) {
        const std::uint64_t done = killWhileSaving(random, 1, [&](std::uint64_t number) {
            static Result<AutosaveSlot> slot = AutosaveSlot::open(folder.path());
            return slot && slot->save(sampleProject(number)).has_value();
        });
        Result<AutosaveSlot> next = AutosaveSlot::open(folder.path());
        REQUIRE(next);
        const auto found = next->leftBehind();
        REQUIRE(found.size() == 1);
        CHECK(found[0].project.recipe.seed >= done);
        CHECK(found[0].project == sampleProject(found[0].project.recipe.seed));
        next->discard(found[0]);
    }
}
