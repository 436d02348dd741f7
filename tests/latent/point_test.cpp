// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/latent/point.h"
#include "engine/latent/population.h"
#include "tests/support/catch.h"

#include <cmath>
#include <limits>
#include <set>
#include <string>

using namespace imago;
using namespace imago::latent;

TEST_CASE("every attribute's numbers make sense")
{
    std::set<std::string_view> names;
    for (const Attribute &a : portraitAttributes()) {
        INFO(a.name);
        CHECK(names.insert(a.name).second);
        CHECK(a.low <= a.safeLow);
        CHECK(a.safeLow < a.safeHigh);
        CHECK(a.safeHigh <= a.high);
        CHECK(a.neutral >= a.safeLow);
        CHECK(a.neutral <= a.safeHigh);
        CHECK(a.step > 0.0F);
        CHECK(!a.title.empty());
        CHECK(a.help.back() == '.');
    }
    for (std::size_t i = 0; i < PortraitAttributeCount; ++i)
        CHECK(portraitAttributes()[i].backdrop == (i >= networkAttributeCount()));
}

TEST_CASE("what people read together, or can't see without the other, belongs together, both ways round")
{
    CHECK(belongTogether(HairLength, HairPart));
    CHECK(belongTogether(HairPart, HairLength));
    CHECK(belongTogether(HairGrey, Age));
    CHECK(belongTogether(Smile, Smile));
    CHECK_FALSE(belongTogether(HairVolume, HairPart));
    CHECK_FALSE(belongTogether(SkinTone, Glasses));
}

TEST_CASE("an attribute is set by name, and bad input is told apart")
{
    Point point = neutralPoint();
    REQUIRE(setAttribute(point, "age", 70));
    CHECK(point.attributes[Age] == 70.0F);

    const Status unknown = setAttribute(point, "smlie", 0.5);
    REQUIRE(!unknown);
    CHECK(unknown.error().code == ErrorCode::BadInput);
    CHECK(unknown.error().detail.find("\"smile\"") != std::string::npos);

    const Status endless = setAttribute(point, std::string(1 << 24, 'a'), 0.5);
    REQUIRE(!endless);
    CHECK(endless.error().subject.size() < 100);

    for (const double bad : {-1.0, 91.0, std::nan(""), std::numeric_limits<double>::infinity()})
        CHECK(!setAttribute(point, "age", bad));
    CHECK(point.attributes[Age] == 70.0F);
}

TEST_CASE("clamping brings anything back into range")
{
    Point point;
    point.attributes.fill(std::numeric_limits<float>::quiet_NaN());
    point.z.fill(1e9F);
    point = clamped(point);
    CHECK(point.attributes == neutralPoint().attributes);
    for (const float value : point.z)
        CHECK(value <= 4.0F);
}

TEST_CASE("a blend starts at one point and ends at the other")
{
    const Point a = pointFromSeed(1, 1.0), b = pointFromSeed(2, 1.0);
    CHECK(blend(a, b, 0.0F) == a);
    const Point end = blend(a, b, 1.0F);
    for (std::size_t i = 0; i < kIdentitySize; ++i)
        CHECK(std::abs(end.z[i] - b.z[i]) < 1e-5F);
}

TEST_CASE("a seed is always the same person, within the ranges; truncation 0 is the mean identity")
{
    for (std::uint64_t seed = 0; seed < 500; ++seed) {
        const Point point = pointFromSeed(seed, 1.0);
        CHECK(point == pointFromSeed(seed, 1.0));
        CHECK(point == clamped(point));
        CHECK(pointFromSeed(seed, 0.0).z == Identity{});
    }
}

TEST_CASE("independent sampling leaves no attribute to be guessed from another")
{
    Random random(11);
    constexpr int kPeople = 6000;
    constexpr std::size_t kChecked[] = {Gender,      Age,      SkinTone, HairLength,
                                        BeardLength, HairGrey, MakeUp,   BrowThickness};
    double sum[PortraitAttributeCount] = {}, squares[PortraitAttributeCount] = {};
    double cross[std::size(kChecked)][std::size(kChecked)] = {};
    for (int i = 0; i < kPeople; ++i) {
        const Attributes a = samplePoint(random, Coupling::Independent).attributes;
        for (std::size_t p = 0; p < std::size(kChecked); ++p) {
            const double x = static_cast<double>(a[kChecked[p]]);
            sum[kChecked[p]] += x;
            squares[kChecked[p]] += x * x;
            for (std::size_t q = 0; q < std::size(kChecked); ++q)
                cross[p][q] += x * static_cast<double>(a[kChecked[q]]);
        }
    }
    for (std::size_t p = 0; p < std::size(kChecked); ++p) {
        for (std::size_t q = 0; q < p; ++q) {
            const double mp = sum[kChecked[p]] / kPeople, mq = sum[kChecked[q]] / kPeople;
            const double vp = squares[kChecked[p]] / kPeople - mp * mp, vq = squares[kChecked[q]] / kPeople - mq * mq;
            INFO(portraitAttributes()[kChecked[p]].name << " and " << portraitAttributes()[kChecked[q]].name);
            CHECK(std::abs((cross[p][q] / kPeople - mp * mq) / std::sqrt(vp * vq)) < 0.06);
        }
    }
}

TEST_CASE("a mirror changes sides and nothing else")
{
    Random random(4);
    const Point point = samplePoint(random, Coupling::Independent);
    const Point other = mirrored(point);
    for (std::size_t i = 0; i < PortraitAttributeCount; ++i) {
        const Attribute &a = portraitAttributes()[i];
        INFO(a.name);
        CHECK(other.attributes[i] == (a.mirrors ? -point.attributes[i] : point.attributes[i]));
        if (a.mirrors) {
            CHECK(a.low == -a.high);
            CHECK(a.safeLow == -a.safeHigh);
        }
    }
    CHECK(other.attributes[Yaw] == -point.attributes[Yaw]);
    CHECK(other.z[0] == point.z[0]);
    CHECK(other.z[kAsymmetryAt] == -point.z[kAsymmetryAt]);
    CHECK(other.z[kIdentitySize - 1] == point.z[kIdentitySize - 1]);
    CHECK(mirrored(other) == point);
}
