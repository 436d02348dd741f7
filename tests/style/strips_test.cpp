// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/style/strips.h"
#include "tests/support/catch.h"

#include <atomic>
#include <stdexcept>
#include <thread>
#include <vector>

using namespace imago::style;

TEST_CASE("every strip is done once, on any number of threads")
{
    for (const int threads : {1, 3, 64}) {
        std::vector<std::atomic<int>> times(40);
        CHECK(forEachStrip(40, threads, {}, [&](int strip) { ++times[static_cast<std::size_t>(strip)]; }));
        for (const auto &count : times)
            CHECK(count == 1);
    }
    CHECK(forEachStrip(0, 2, {}, [](int) { FAIL("there is nothing to do"); }));
}

TEST_CASE("the calling thread alone tells what is done")
{
    const auto caller = std::this_thread::get_id();
    std::vector<int> told;
    std::atomic<bool> fine = true;
    forEachStrip(
        20, 4, {}, [](int) {},
        [&](int finished) {
            fine = fine && std::this_thread::get_id() == caller;
            told.push_back(finished);
        });
    CHECK(fine);
    for (std::size_t i = 1; i < told.size(); ++i)
        CHECK(told[i] > told[i - 1]);
}

TEST_CASE("after a stop no strip begins")
{
    std::stop_source stop;
    int done = 0;
    const bool whole = forEachStrip(10, 1, stop.get_token(), [&](int strip) {
        ++done;
        if (strip == 3)
            stop.request_stop();
    });
    CHECK_FALSE(whole);
    CHECK(done == 4);
}

TEST_CASE("what a strip throws arrives at the caller")
{
    const auto fails = [](int strip) {
        if (strip == 5)
            throw std::runtime_error("no strip");
    };
    CHECK_THROWS_AS(forEachStrip(30, 1, {}, fails), std::runtime_error);
    CHECK_THROWS_AS(forEachStrip(30, 4, {}, fails), std::runtime_error);
}

TEST_CASE("a team goes over one layer after another")
{
    StripTeam team(4);
    std::atomic<int> sum = 0;
    for (int pass = 0; pass < 200; ++pass) {
        CHECK(team.forEach(pass % 7, {}, [&](int strip) { sum += strip + 1; }));
        CHECK_THROWS_AS(team.forEach(5, {}, [](int) { throw std::runtime_error("no strip"); }), std::runtime_error);
    }
    int wanted = 0;
    for (int pass = 0; pass < 200; ++pass)
        wanted += (pass % 7) * (pass % 7 + 1) / 2;
    CHECK(sum == wanted);
}
