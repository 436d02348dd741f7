// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dataset/mirror_test.h"

#include "engine/core/random.h"
#include "tests/support/catch.h"

#include <algorithm>
#include <vector>

using namespace imago;
using namespace imago::dataset;

namespace {

// A bright spot at a random place of `left` to `right` on noise.
std::vector<Appearance> spots(std::size_t count, std::uint64_t left, std::uint64_t right)
{
    Random random(7);
    std::vector<Appearance> result(count);
    for (Appearance &each : result) {
        for (std::uint8_t &value : each.thumbnail)
            value = static_cast<std::uint8_t>(100 + random.below(40));
        const std::size_t x = left + random.below(right - left + 1), y = random.below(8);
        std::fill_n(&each.thumbnail[3 * (8 * y + x)], 3, std::uint8_t{250});
    }
    return result;
}

MirrorTest tested(const std::vector<Appearance> &pictures)
{
    return testMirroring(
        pictures.size(), [&pictures](std::size_t i) -> const Appearance & { return pictures[i]; },
        [](std::size_t) { return true; });
}

} // namespace

TEST_CASE("pictures whose left and right differ are told from their mirror images")
{
    const MirrorTest test = tested(spots(200, 0, 3));
    CHECK(test.pictures == 200);
    CHECK(test.told > 0.9);
    CHECK(test.oneSided());
}

TEST_CASE("pictures without a side are not, nor are too few to know")
{
    const MirrorTest test = tested(spots(400, 0, 7));
    CHECK(test.told > 0.4);
    CHECK(test.told < 0.6);
    CHECK_FALSE(test.oneSided());
    CHECK_FALSE(tested(spots(6, 0, 3)).oneSided());
    CHECK_FALSE(tested({}).oneSided());
}

TEST_CASE("a flat picture counts half, and one that is left out not at all")
{
    std::vector<Appearance> pictures = spots(100, 0, 3);
    for (std::size_t i = 0; i < 50; ++i)
        pictures[i].thumbnail.fill(128);
    CHECK(tested(pictures).told < 0.8);
    const MirrorTest test = testMirroring(
        pictures.size(), [&pictures](std::size_t i) -> const Appearance & { return pictures[i]; },
        [](std::size_t i) { return i >= 50; });
    CHECK(test.pictures == 50);
    CHECK(test.told > 0.75); // 25 make the rule that judges the other 25
}
