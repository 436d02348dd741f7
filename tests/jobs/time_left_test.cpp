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

TEST_CASE("without a total there is no time left to tell")
{
    TimeLeft left;
    CHECK_FALSE(left.update(1, 0, TimeLeft::Clock::time_point{}));
    CHECK_FALSE(left.update(50, 0, TimeLeft::Clock::time_point{} + 10s));
}
