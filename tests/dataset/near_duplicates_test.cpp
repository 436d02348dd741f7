// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dataset/near_duplicates.h"
#include "tests/dataset/made_pictures.h"
#include "tests/support/catch.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <stop_token>
#include <vector>

using namespace imago;
using namespace imago::dataset;

namespace {

using Looks = std::vector<Appearance>;

Appearance plain(Random &random, std::uint64_t shades)
{
    Appearance look;
    std::array<std::uint8_t, 3> color{};
    for (std::uint8_t &channel : color)
        channel = static_cast<std::uint8_t>(random.below(shades));
    for (std::size_t i = 0; i < look.thumbnail.size(); ++i)
        look.thumbnail[i] = color[i % 3];
    return look;
}

// As it is after another compression: a few bits of the hash and a little of the thumbnail differ.
Appearance changed(Appearance look, Random &random)
{
    for (std::uint64_t flips = random.below(8); flips > 0; --flips)
        look.hash ^= std::uint64_t{1} << random.below(64);
    const std::uint64_t most = random.below(9);
    for (std::uint8_t &value : look.thumbnail)
        value = static_cast<std::uint8_t>(std::min<std::uint64_t>(255, value + random.below(most + 1)));
    return look;
}

// Plain pictures, textures, changed ones and copies of them, in any order.
Looks mixedLooks(std::uint64_t seed)
{
    Random random(seed);
    Looks looks;
    for (std::uint64_t i = 0; i < 300; ++i) {
        const std::uint64_t kind = looks.empty() ? 0 : random.below(4);
        if (kind == 0)
            looks.push_back(plain(random, 64));
        else if (kind == 1)
            looks.push_back(appearanceOf(test::blobs(1000 * seed + i)));
        else if (kind == 2)
            looks.push_back(changed(looks[random.below(looks.size())], random));
        else
            looks.push_back(looks[random.below(looks.size())]);
    }
    return looks;
}

std::vector<std::uint32_t> groupsOfEachPair(const Looks &looks, const std::vector<bool> &used)
{
    std::vector<std::uint32_t> groups(looks.size());
    std::iota(groups.begin(), groups.end(), std::uint32_t{0});
    for (std::size_t a = 0; a < looks.size(); ++a) {
        for (std::size_t b = 0; b < a; ++b) {
            if (!used[a] || !used[b] || !nearlyEqual(looks[a], looks[b]))
                continue;
            const auto [first, second] = std::minmax({groups[a], groups[b]});
            std::ranges::replace(groups, second, first);
        }
    }
    return groups;
}

} // namespace

TEST_CASE("the groups of near-duplicates are those that a comparison of each pair finds")
{
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        const Looks looks = mixedLooks(seed);
        Random random(seed);
        std::vector<bool> used;
        for (std::size_t i = 0; i < looks.size(); ++i)
            used.push_back(random.chance(0.9));
        const std::vector<std::uint32_t> expected = groupsOfEachPair(looks, used);
        CHECK(nearDuplicateGroups(
                  looks.size(), [&](std::size_t i) -> const Appearance & { return looks[i]; },
                  [&](std::size_t i) { return used[i]; }) == expected);
        std::vector<std::uint32_t> leaders = expected;
        std::ranges::sort(leaders);
        const auto alone = std::unique(leaders.begin(), leaders.end()) - leaders.begin();
        CHECK(alone > 20); // neither all apart nor all together
        CHECK(alone < 250);
    }
}

TEST_CASE("of many plain pictures, whose hashes are all equal, only those of about one colour are compared")
{
    Random random(1);
    Looks looks;
    for (int i = 0; i < 4000; ++i)
        looks.push_back(plain(random, 256));
    std::size_t asked = 0;
    const auto look = [&](std::size_t i) -> const Appearance & {
        ++asked;
        return looks[i];
    };
    const auto all = [](std::size_t) { return true; };
    const std::vector<std::uint32_t> groups = nearDuplicateGroups(looks.size(), look, all);
    CHECK(groups == groupsOfEachPair(looks, std::vector<bool>(looks.size(), true)));
    CHECK(asked < 200'000); // of 16,000,000 that a comparison of each pair asks for
}

TEST_CASE("a search for near-duplicates hears a stop between two pictures")
{
    Random random(1);
    Looks looks(1000); // of equal hashes and about equal brightness, so that each is compared with most others
    for (Appearance &each : looks) {
        for (std::uint8_t &value : each.thumbnail)
            value = random.chance(0.5) ? 100 : 150;
    }
    std::stop_source stop;
    std::size_t asked = 0, late = 0;
    const auto look = [&](std::size_t i) -> const Appearance & {
        late += stop.stop_requested() ? 1 : 0;
        if (++asked == 100'000)
            stop.request_stop();
        return looks[i];
    };
    const auto all = [](std::size_t) { return true; };
    CHECK(nearDuplicateGroups(looks.size(), look, all, stop.get_token()).size() == looks.size());
    CHECK(asked >= 100'000);
    CHECK(late < 5'000); // one picture's comparisons
}
