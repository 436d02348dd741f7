// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/random.h"
#include "tests/support/catch.h"

#include <cmath>
#include <set>

using imago::mixSeed;
using imago::Random;

TEST_CASE("the same seed gives the same numbers, another seed others")
{
    Random a(7), b(7), c(8);
    for (int i = 0; i < 100; ++i) {
        const auto x = a.next();
        CHECK(x == b.next());
        CHECK(x != c.next());
    }
}

TEST_CASE("the first numbers are the published ones for this seeding")
{
    // xoshiro256** seeded by SplitMix64(0): fixed for ever, or every saved seed would show another person.
    Random random(0);
    CHECK(random.next() == 11091344671253066420ULL);
    CHECK(random.next() == 13793997310169335082ULL);
}

TEST_CASE("uniform stays in range and normal has the right moments")
{
    Random random(3);
    double sum = 0.0, squares = 0.0;
    constexpr int kDraws = 200000;
    for (int i = 0; i < kDraws; ++i) {
        const double u = random.uniform();
        REQUIRE(u >= 0.0);
        REQUIRE(u < 1.0);
        const double n = random.normal();
        REQUIRE(std::isfinite(n));
        sum += n;
        squares += n * n;
    }
    CHECK(std::abs(sum / kDraws) < 0.01);
    CHECK(std::abs(squares / kDraws - 1.0) < 0.02);
}

TEST_CASE("below is uniform and in range")
{
    Random random(5);
    int counts[7] = {};
    for (int i = 0; i < 70000; ++i)
        ++counts[random.below(7)];
    for (const int count : counts)
        CHECK(std::abs(count - 10000) < 500);
}

TEST_CASE("mixSeed keeps streams apart")
{
    std::set<std::uint64_t> seen;
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
        for (std::uint64_t stream = 0; stream < 100; ++stream)
            seen.insert(mixSeed(seed, stream));
    }
    CHECK(seen.size() == 10000);
}
