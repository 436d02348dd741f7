// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/random.h"
#include "engine/project/autosave.h"
#include "engine/project/project_file.h"
#include "tests/project/sample_project.h"
#include "tests/support/catch.h"
#include "tests/support/temp_dir.h"

#include <fstream>

using namespace imago;
using namespace imago::project;
using namespace std::chrono_literals;
using test::sampleProject;
using test::TempDir;
using Time = AutosavePolicy::Time;

TEST_CASE("work is saved soon after the hand rests")
{
    AutosavePolicy policy;
    CHECK(!policy.due());
    policy.changed(Time(100s));
    policy.changed(Time(102s));
    CHECK(policy.due() == Time(102s) + AutosavePolicy::kQuiet);
    policy.begin();
    CHECK(!policy.due());
    policy.succeeded();
    CHECK(!policy.due());
}

TEST_CASE("what changes during a save is saved by the next one")
{
    AutosavePolicy policy;
    policy.changed(Time(100s));
    policy.begin();
    policy.changed(Time(105s));
    policy.succeeded();
    CHECK(policy.due() == Time(105s) + AutosavePolicy::kQuiet);
}

TEST_CASE("after a failure it tries again, not at once and with all that was at risk")
{
    AutosavePolicy policy;
    policy.changed(Time(100s));
    policy.begin();
    policy.failed(Time(110s));
    CHECK(policy.due() == Time(110s) + AutosavePolicy::kRetry);
    policy.changed(Time(114s));
    policy.changed(Time(200s));
    CHECK(policy.due() == Time(100s) + AutosavePolicy::kLongest);
}

TEST_CASE("never is more than a minute of work at risk, however one works")
{
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
        Random random(seed);
        AutosavePolicy policy;
        const double pace = random.uniform(0.05, 1.0);
        std::optional<Time> unsaved, inSave;
        Time saveEnds = Time::max();
        for (Time now(0s); now < Time(1000s); now += 1s) {
            if (now >= saveEnds) {
                policy.succeeded();
                saveEnds = Time::max();
                inSave.reset();
            }
            if (random.chance(pace)) {
                policy.changed(now);
                unsaved = unsaved.value_or(now);
            }
            if (const auto due = policy.due(); due && now >= *due) {
                policy.begin();
                inSave = std::exchange(unsaved, std::nullopt);
                saveEnds = now + std::chrono::seconds(random.below(11));
            }
            const auto oldest = inSave ? inSave : unsaved;
            if (oldest)
                REQUIRE(now - *oldest <= 60s);
        }
    }
}

TEST_CASE("a clean exit leaves nothing behind, a crash leaves the newest state")
{
    TempDir folder;
    {
        Result<AutosaveSlot> studio = AutosaveSlot::open(folder / "autosaves");
        REQUIRE(studio);
        REQUIRE(studio->save(sampleProject(1)));
        REQUIRE(studio->save(sampleProject(2)));
        CHECK(studio->leftBehind().empty()); // its own is no leftover

        // Another one that runs at the same time has its own place, and sees no leftovers either.
        Result<AutosaveSlot> second = AutosaveSlot::open(folder / "autosaves");
        REQUIRE(second);
        REQUIRE(second->save(sampleProject(3)));
        CHECK(second->leftBehind().empty());
        second->discard();
    } // both end; the first without discard(), as a crash does

    Result<AutosaveSlot> next = AutosaveSlot::open(folder / "autosaves");
    REQUIRE(next);
    REQUIRE(next->save(sampleProject(4)));
    const auto found = next->leftBehind();
    REQUIRE(found.size() == 1);
    CHECK(found[0].project == sampleProject(2));
    CHECK_FALSE(found[0].fellBack);

    next->discard(found[0]);
    CHECK(next->leftBehind().empty());
    next->discard();
    CHECK(AutosaveSlot::open(folder / "autosaves")->leftBehind().empty());
}

TEST_CASE("a damaged autosave falls back to the state before")
{
    TempDir folder;
    {
        Result<AutosaveSlot> studio = AutosaveSlot::open(folder.path());
        REQUIRE(studio->save(sampleProject(1)));
        REQUIRE(studio->save(sampleProject(2)));
    }
    const std::filesystem::path newest = folder / "autosave-0.imago";
    const bool gone = GENERATE(false, true);
    if (gone)
        std::filesystem::remove(newest);
    else
        std::filesystem::resize_file(newest, std::filesystem::file_size(newest) / 2);
    const Result<AutosaveSlot> next = AutosaveSlot::open(folder.path());
    const auto found = next->leftBehind();
    REQUIRE(found.size() == 1);
    CHECK(found[0].project == sampleProject(1));
    CHECK(found[0].fellBack == !gone);
}

TEST_CASE("an autosave remembers which file it is a newer state of")
{
    TempDir folder;
    Project project = sampleProject(1);
    project.document = (folder / "portrait.imago").string();
    {
        REQUIRE(AutosaveSlot::open(folder.path())->save(project));
    }
    CHECK(AutosaveSlot::open(folder.path())->leftBehind().at(0).project.document == project.document);
}

TEST_CASE("a folder that cannot be made is an error")
{
    TempDir folder;
    std::ofstream(folder / "file") << "x";
    const Result<AutosaveSlot> slot = AutosaveSlot::open(folder / "file");
    REQUIRE(!slot);
    CHECK(slot.error().code == ErrorCode::FileUnwritable);
}
