// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/latent/population.h"
#include "engine/latent/variations.h"
#include "tests/support/catch.h"

#include <cmath>

using namespace imago;
using namespace imago::latent;

namespace {

double distance(const Identity &a, const Identity &b)
{
    double sum = 0;
    for (std::size_t i = 0; i < kIdentitySize; ++i)
        sum += std::pow(static_cast<double>(a[i] - b[i]), 2.0);
    return std::sqrt(sum);
}

} // namespace

TEST_CASE("looking around begins with the face itself and is the same every time")
{
    const Point centre = pointFromSeed(7, 0.8);
    const std::vector<Point> grid = variations(centre, 0.4, 11, 9);
    REQUIRE(grid.size() == 9);
    CHECK(grid.front() == centre);
    CHECK(grid == variations(centre, 0.4, 11, 9));
    CHECK(grid != variations(centre, 0.4, 12, 9));
    for (std::size_t i = 1; i < grid.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j)
            CHECK(distance(grid[i].z, grid[j].z) > 0.1);
    }
    // A larger grid has the smaller one's faces.
    CHECK(variations(centre, 0.4, 11, 4) == std::vector<Point>(grid.begin(), grid.begin() + 4));
}

TEST_CASE("spread says how far the neighbours are")
{
    const Point centre = pointFromSeed(7, 0.8);
    CHECK(variations(centre, 0.0, 1, 5) == std::vector<Point>(5, centre));
    double before = 0;
    for (const double spread : {0.1, 0.3, 0.6, 1.0}) {
        double mean = 0;
        for (const Point &point : variations(centre, spread, 3, 40))
            mean += distance(point.z, centre.z) / 40;
        CHECK(mean > before);
        before = mean;
    }
    CHECK(before > 4.0); // of about 7.8 between strangers
    CHECK(variations(centre, NAN, 1, 2) == std::vector<Point>(2, centre));
}

TEST_CASE("variations leave expression, pose, light and backdrop alone, and stay in range")
{
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
        const Point centre = pointFromSeed(seed, 1.0);
        for (const Point &point : variations(centre, 1.0, seed, 9)) {
            REQUIRE(point == clamped(point));
            for (std::size_t a = 0; a < PortraitAttributeCount; ++a) {
                const Attribute &attribute = portraitAttributes()[a];
                INFO(attribute.name);
                const bool fixed = attribute.group == Group::Expression || attribute.group == Group::Pose ||
                                   attribute.group == Group::Light || attribute.group == Group::Background ||
                                   attribute.toggle;
                if (fixed)
                    REQUIRE(point.attributes[a] == centre.attributes[a]);
                REQUIRE(point.attributes[a] >= std::min(attribute.safeLow, centre.attributes[a]));
                REQUIRE(point.attributes[a] <= std::max(attribute.safeHigh, centre.attributes[a]));
            }
            REQUIRE(point.attributes[AncestryAfrican] + point.attributes[AncestryAsian] < 1.0001F);
            if (centre.attributes[BeardLength] == 0.0F)
                REQUIRE(point.attributes[BeardLength] == 0.0F);
        }
    }
}

TEST_CASE("what is locked stays, and a lock moves nothing else")
{
    const Point centre = pointFromSeed(9, 1.0);
    Locks locks;
    locks.set(Age).set(HairLength).set(Smile).set(AncestryAsian);

    const std::vector<Point> free = variations(centre, 0.8, 2, 9);
    const std::vector<Point> held = variations(centre, 0.8, 2, 9, locks);
    for (std::size_t i = 0; i < held.size(); ++i) {
        CHECK(held[i].z == free[i].z);
        CHECK(held[i].attributes[Gender] == free[i].attributes[Gender]);
        CHECK(held[i].attributes[AncestryAfrican] + held[i].attributes[AncestryAsian] < 1.0001F);
        for (std::size_t a = 0; a < PortraitAttributeCount; ++a) {
            if (locks[a])
                CHECK(held[i].attributes[a] == centre.attributes[a]);
        }
    }

    const Point other = randomised(centre, locks, 77, 0.9);
    const Point fresh = pointFromSeed(77, 0.9);
    CHECK(other.z == fresh.z);
    for (std::size_t a = 0; a < PortraitAttributeCount; ++a)
        CHECK(other.attributes[a] == (locks[a] ? centre : fresh).attributes[a]);
}

TEST_CASE("a random expression changes the expression alone")
{
    const Point centre = pointFromSeed(4, 1.0);
    Locks locks;
    locks.set(Smile);
    int changed = 0;
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        const Point point = randomisedExpression(centre, locks, seed);
        CHECK(point == randomisedExpression(centre, locks, seed));
        CHECK(point == clamped(point));
        CHECK(point.z == centre.z);
        CHECK(point.attributes[Smile] == centre.attributes[Smile]);
        for (std::size_t a = 0; a < PortraitAttributeCount; ++a) {
            if (portraitAttributes()[a].group != Group::Expression)
                CHECK(point.attributes[a] == centre.attributes[a]);
        }
        changed += point != centre;
    }
    CHECK(changed == 20);
}
