// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/latent/best_point.h"
#include "engine/latent/population.h"
#include "tests/support/catch.h"

#include <limits>

using namespace imago;
using namespace imago::latent;

TEST_CASE("a search that goes too far ends at the best point that it saw")
{
    const Point start = pointFromSeed(1, 1.0), better = pointFromSeed(2, 1.0), worse = pointFromSeed(3, 1.0);
    BestPoint best(start, 0.053);
    CHECK(best.point() == start);
    best.offer(better, 0.047);
    best.offer(worse, 0.057);
    best.offer(worse, 0.047); // no better than the earlier one
    best.offer(worse, std::numeric_limits<double>::quiet_NaN());
    CHECK(best.point() == better);
    CHECK(best.error() == 0.047);
}

TEST_CASE("a search that finds nothing better ends where it began")
{
    const Point start = pointFromSeed(1, 1.0);
    BestPoint best(start, 0.053);
    best.offer(pointFromSeed(2, 1.0), 0.054);
    CHECK(best.point() == start);
}
