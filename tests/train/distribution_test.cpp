// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/random.h"
#include "engine/train/copy_test.h"
#include "engine/train/distribution.h"
#include "tests/support/catch.h"

#include <cmath>
#include <vector>

using namespace imago;
using namespace imago::train;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

// Normal numbers about `mean`; the first of each picture is `wide` times as varied.
FeatureTable cloud(std::size_t count, std::size_t size, std::uint64_t seed, double mean = 0, double wide = 1)
{
    Random random(seed);
    FeatureTable table{size, {}};
    for (std::size_t i = 0; i < count * size; ++i)
        table.values.push_back(static_cast<float>(mean + random.normal() * (i % size == 0 ? wide : 1)));
    return table;
}

// Two groups far from each other; `share` of the pictures in the first.
FeatureTable groups(std::size_t count, double share, std::uint64_t seed)
{
    FeatureTable table = cloud(count, 8, seed);
    for (std::size_t i = 0; i < count; ++i)
        table.values[i * 8] += static_cast<double>(i) < share * static_cast<double>(count) ? 20.0F : -20.0F;
    return table;
}

FeatureTable nudged(const FeatureTable &table, std::size_t count, double by, std::uint64_t seed)
{
    Random random(seed);
    FeatureTable result{table.size, {}};
    for (std::size_t i = 0; i < count; ++i) {
        for (const float value : table[random.below(table.count())])
            result.values.push_back(static_cast<float>(value + by * random.normal()));
    }
    return result;
}

} // namespace

TEST_CASE("the Frechet distance of normal clouds is what the formula says")
{
    const FeatureTable real = cloud(20'000, 4, 1);
    CHECK_THAT(frechetDistance(real, real), WithinAbs(0, 1e-6));
    // means 4 x 0.5^2 apart, and one deviation of 3 instead of 1: (3 - 1)^2
    CHECK_THAT(frechetDistance(real, cloud(20'000, 4, 2, 0.5, 3)), WithinRel(5.0, 0.03));
    // fewer pictures than numbers: the covariance has no full rank
    CHECK(std::isfinite(frechetDistance(cloud(5, 32, 3), cloud(6, 32, 4))));
}

TEST_CASE("the kernel distance is unbiased, and grows")
{
    const KernelDistance same = kernelDistance(cloud(3000, 8, 1), cloud(3000, 8, 2), 1);
    CHECK(std::abs(same.mean) < 0.01);
    CHECK(same.deviation > 0);
    const double near = kernelDistance(cloud(3000, 8, 1), cloud(3000, 8, 2, 0.3), 1).mean;
    CHECK(near > 0.1);
    CHECK(kernelDistance(cloud(3000, 8, 1), cloud(3000, 8, 2, 1), 1).mean > 5 * near);
    CHECK(kernelDistance(cloud(50, 8, 1), cloud(50, 8, 2), 1).deviation == 0); // one subset
}

TEST_CASE("precision falls with quality, recall with variety")
{
    const FeatureTable real = groups(1000, 0.5, 1);
    const PrecisionRecall good = precisionRecall(real, groups(1000, 0.5, 2), 1);
    CHECK(good.precision > 0.7);
    CHECK(good.recall > 0.7);
    const PrecisionRecall narrow = precisionRecall(real, groups(1000, 1, 3), 1); // one of the groups is never drawn
    CHECK(narrow.precision > 0.7);
    CHECK(narrow.recall < 0.6);
    const PrecisionRecall blurred = precisionRecall(real, cloud(1000, 8, 4), 1); // between the groups
    CHECK(blurred.precision < 0.05);
    CHECK_THAT(diversity(real, groups(1000, 0.5, 2), 1), WithinAbs(1, 0.05));
    CHECK(diversity(real, groups(1000, 1, 2), 1) < 0.3);
}

TEST_CASE("the nearest picture is found")
{
    const FeatureTable among = cloud(700, 8, 1);
    const std::vector<std::size_t> some{5, 600, 5};
    const auto found = nearest(among.picked(some), among);
    REQUIRE(found.size() == 3);
    CHECK(found[1].index == 600);
    CHECK(found[2].index == 5);
    CHECK_THAT(found[0].distance, WithinAbs(0, 1e-2));
}

TEST_CASE("the three-sample test tells copies from fresh samples and from bad ones")
{
    const FeatureTable training = groups(2000, 0.3, 1);
    const FeatureTable heldOut = groups(600, 0.3, 2);
    const CopyTest fresh = copyTest(training, heldOut, groups(600, 0.3, 3), 1);
    CHECK(fresh.cells >= 2);
    CHECK(std::abs(fresh.statistic) < 2);
    CHECK_FALSE(fresh.copies());
    const CopyTest copied = copyTest(training, heldOut, nudged(training, 600, 0.3, 4), 1);
    CHECK(copied.statistic < -5);
    CHECK(copied.copies());
    CHECK(copyTest(training, heldOut, nudged(training, 600, 2, 5), 1).statistic > 5);
    // an exact copy of everything: no distance at all
    CHECK(copyTest(training, heldOut, training, 1).copies());
    const CopyTest few = copyTest(training, heldOut, cloud(5, 8, 6), 1);
    CHECK(few.cells == 0);
    CHECK_FALSE(few.copies());
}
