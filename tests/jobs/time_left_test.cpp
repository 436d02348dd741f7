// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/jobs/time_left.h"
#include "tests/support/catch.h"

using namespace imago::jobs;
using namespace std::chrono_literals;

TEST_CASE("time left follows the pace of the last while")
{
    TimeLeft left;
    const TimeLeft::Clock::time_point begin{};
    CHECK_FALSE(left.update(0, 100, begin));
    CHECK_FALSE(left.update(1, 100, begin + 500ms));
    CHECK(left.update(10, 100, begin + 5s) == 45s);
    // Ten times slower from here on: after a while the old pace is forgotten.
    for (int i = 1; i <= 20; ++i)
        left.update(10 + i, 100, begin + 5s + i * 5s);
    CHECK(left.update(30, 100, begin + 105s) == 350s);
    CHECK(left.update(100, 100, begin + 106s) == 0s);
}

TEST_CASE("what a pause takes is no work")
{
    TimeLeft left;
    const TimeLeft::Clock::time_point begin{};
    for (int step = 1; step <= 10; ++step)
        left.update(step, 100, begin + step * 1s);
    const auto resumed = begin + 10s + 1h;
    CHECK_FALSE(left.update(11, 100, resumed)); // nothing is known of the pace since
    CHECK(left.update(12, 100, resumed + 1s) == 88s);
    CHECK(left.update(13, 100, resumed + 9s) == 392s); // slower is no pause
}

TEST_CASE("without a total there is no time left to tell")
{
    TimeLeft left;
    CHECK_FALSE(left.update(1, 0, TimeLeft::Clock::time_point{}));
    CHECK_FALSE(left.update(50, 0, TimeLeft::Clock::time_point{} + 10s));
}
