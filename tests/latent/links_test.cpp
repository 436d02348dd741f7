// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/latent/links.h"
#include "engine/latent/population.h"
#include "tests/support/catch.h"

#include <algorithm>
#include <cmath>
#include <limits>

using namespace imago;
using namespace imago::latent;

namespace {

float f(double value)
{
    return static_cast<float>(value);
}

Point person(float gender, float age)
{
    Point point = neutralPoint();
    point.attributes[Gender] = gender;
    point.attributes[Age] = age;
    // In the middle of their ranges, so that nothing meets an end.
    for (const std::size_t follower : {BrowThickness, Stubble, MakeUp, HairRecede, HairGrey, Wrinkles})
        point.attributes[follower] = 0.5F;
    return point;
}

float mostAt(const Limit &limit, const Point &point)
{
    const float value = point.attributes[limit.driver];
    std::size_t i = 1;
    while (i + 1 < limit.most.size() && value > limit.most[i].first)
        ++i;
    const auto [left, low] = limit.most[i - 1];
    const auto [right, high] = limit.most[i];
    return low + (high - low) * std::clamp((value - left) / (right - left), 0.0F, 1.0F);
}

} // namespace

TEST_CASE("a woman of thirty who becomes a man gets what people expect")
{
    Point woman = neutralPoint();
    woman.attributes[Gender] = -1.0F;
    woman.attributes[MakeUp] = 0.4F;
    const Attributes before = woman.attributes;
    const Attributes man = movedWithLinks(woman, Gender, 1.0F).attributes;
    CHECK(man[Gender] == 1.0F);
    CHECK(man[BrowThickness] > before[BrowThickness] + 0.2F);
    CHECK(man[LipFullness] < before[LipFullness] - 0.2F);
    CHECK(man[Stubble] > 0.3F);
    CHECK(man[MakeUp] < before[MakeUp]);
    CHECK(man[HairGrey] == before[HairGrey]);
    CHECK(man[HairRecede] < 0.05F); // he is young
    CHECK(man[BeardLength] == before[BeardLength]);
}

TEST_CASE("age greys, wrinkles and thins; hair recedes in men alone")
{
    const Attributes oldMan = movedWithLinks(person(1.0F, 25.0F), Age, 80.0F).attributes;
    const Attributes oldWoman = movedWithLinks(person(-1.0F, 25.0F), Age, 80.0F).attributes;
    for (const Attributes &old : {oldMan, oldWoman}) {
        CHECK(old[HairGrey] > 0.9F);
        CHECK(old[Wrinkles] > 0.6F);
        CHECK(old[LipFullness] < -0.15F);
    }
    CHECK(oldMan[HairRecede] > 0.9F);
    CHECK(oldWoman[HairRecede] == 0.5F);
}

TEST_CASE("a feminine face and a child lose the beard, a man the lipstick")
{
    Point man = neutralPoint();
    man.attributes[Gender] = 0.8F;
    man.attributes[BeardLength] = 0.7F;
    man.attributes[Stubble] = 0.8F;
    man.attributes[HairRecede] = 0.9F;
    const Attributes woman = movedWithLinks(man, Gender, -0.8F).attributes;
    CHECK(woman[BeardLength] == 0.0F);
    CHECK(woman[Stubble] == 0.0F);
    CHECK(woman[HairRecede] < 0.2F);
    CHECK(movedWithLinks(man, Gender, 0.3F).attributes[BeardLength] == 0.7F);
    CHECK(movedWithLinks(man, Gender, 0.8F) == man); // who moves nothing takes nothing
    man.attributes[MakeUp] = 0.9F;
    const Attributes boy = movedWithLinks(man, Age, 9.0F).attributes;
    for (const std::size_t gone : {BeardLength, Stubble, HairRecede, MakeUp})
        CHECK(boy[gone] == 0.0F);
    Point lady = neutralPoint();
    lady.attributes[Gender] = -1.0F;
    lady.attributes[MakeUp] = 0.9F;
    CHECK(movedWithLinks(lady, Gender, 0.9F).attributes[MakeUp] == 0.0F);
    lady.attributes[Age] = 70.0F;
    lady.attributes[HairGrey] = lady.attributes[Wrinkles] = 1.0F;
    const Attributes girl = movedWithLinks(lady, Age, 9.0F).attributes;
    CHECK(girl[HairGrey] == 0.0F);
    CHECK(girl[Wrinkles] == 0.0F);
}

TEST_CASE("boys have no stubble and girls wear no make-up")
{
    const Point child = person(0.0F, 10.0F);
    CHECK(movedWithLinks(child, Gender, 1.0F).attributes[Stubble] == 0.5F);
    CHECK(movedWithLinks(child, Gender, -1.0F).attributes[MakeUp] == 0.5F);
    CHECK(movedWithLinks(person(1.0F, 10.0F), Age, 20.0F).attributes[Stubble] > 0.7F);
}

TEST_CASE("the way back leads to the start, by any route, while nothing meets an end or a limit")
{
    Random random(5);
    int compared = 0;
    for (int i = 0; i < 200; ++i) {
        Point start = person(f(random.uniform(0.0, 0.35)), f(random.uniform(30.0, 55.0)));
        start.attributes[MakeUp] = 0.2F;
        Point walker = start;
        bool inside = true;
        for (int step = 0; step < 10; ++step) {
            if (random.chance(0.5))
                walker = movedWithLinks(walker, Gender, f(random.uniform(-0.1, 0.35)));
            else
                walker = movedWithLinks(walker, Age, f(random.uniform(28.0, 60.0)));
            for (const Link &link : links()) {
                const Attribute &follower = portraitAttributes()[link.follower];
                const float value = walker.attributes[link.follower];
                inside = inside && value > follower.low && value < follower.high;
            }
            for (const Limit &limit : limits())
                inside = inside && walker.attributes[limit.follower] < mostAt(limit, walker);
        }
        walker = movedWithLinks(walker, Age, start.attributes[Age]);
        walker = movedWithLinks(walker, Gender, start.attributes[Gender]);
        if (!inside)
            continue;
        ++compared;
        for (std::size_t a = 0; a < PortraitAttributeCount; ++a)
            REQUIRE(std::abs(walker.attributes[a] - start.attributes[a]) < 1e-5F);
    }
    CHECK(compared > 50);
}

TEST_CASE("the amount that a slider shows is what the way from the neutral person added")
{
    Point neutral = neutralPoint();
    for (const Link &link : links())
        neutral.attributes[link.follower] = 0.4F;
    for (const float gender : {0.1F, 0.3F}) { // where no limit binds
        for (const float age : {29.0F, 48.0F}) {
            const Point moved = movedWithLinks(movedWithLinks(neutral, Age, age), Gender, gender);
            for (const Link &link : links()) {
                INFO(portraitAttributes()[link.follower].name);
                CHECK(std::abs(moved.attributes[link.follower] - 0.4F -
                               linkedAmount(moved.attributes, link.follower)) < 1e-5F);
            }
        }
    }
    for (std::size_t a = 0; a < PortraitAttributeCount; ++a)
        CHECK(linkedAmount(neutralPoint().attributes, a) == 0.0F);
    Attributes old = neutralPoint().attributes;
    old[Age] = 80.0F;
    CHECK(linkedAmount(old, Smile) == 0.0F);
}

TEST_CASE("whatever moves, everything stays in its range and the rest stays put")
{
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        const Point start = pointFromSeed(seed, 1.0);
        for (const float value : {-1e9F, -1.0F, 0.3F, 50.0F, 1e9F}) {
            for (const std::size_t driver : {std::size_t{Gender}, std::size_t{Age}, std::size_t{Smile}}) {
                const Point moved = movedWithLinks(start, driver, value);
                REQUIRE(moved == clamped(moved));
                REQUIRE(moved.z == start.z);
                REQUIRE(moved.attributes[Yaw] == start.attributes[Yaw]);
            }
        }
        CHECK(movedWithLinks(start, Age, std::numeric_limits<float>::quiet_NaN()) == start);
    }
}

TEST_CASE("curves rise in their values and every follower of two drivers has both links")
{
    for (const Limit &limit : limits()) {
        CHECK(limit.most.size() >= 2);
        for (std::size_t i = 1; i < limit.most.size(); ++i)
            CHECK(limit.most[i - 1].first < limit.most[i].first);
    }
    for (const Link &link : links()) {
        for (const Curve curve : {link.curve, link.scale}) {
            for (std::size_t i = 1; i < curve.size(); ++i)
                CHECK(curve[i - 1].first < curve[i].first);
        }
        if (link.scale.empty())
            continue;
        int mirrored = 0;
        for (const Link &other : links()) {
            mirrored += other.follower == link.follower && other.driver == link.scaledBy &&
                        other.curve.data() == link.scale.data() && other.scale.data() == link.curve.data();
        }
        CHECK(mirrored == 1);
    }
}
