// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/latent/links.h"

#include <algorithm>
#include <cmath>

namespace imago::latent {

namespace {

using Knot = std::pair<float, float>;

constexpr Knot kBrowByGender[] = {{-1.0F, -0.17F}, {0.0F, 0.0F}, {1.0F, 0.17F}};
constexpr Knot kLipsByGender[] = {{-1.0F, 0.15F}, {0.0F, 0.0F}, {1.0F, -0.18F}};
constexpr Knot kLipsByAge[] = {{12.0F, 0.06F}, {25.0F, 0.0F}, {45.0F, -0.05F}, {90.0F, -0.32F}};
constexpr Knot kStubbleByGender[] = {{0.1F, 0.0F}, {1.0F, 0.45F}};
constexpr Knot kStubbleByAge[] = {{14.0F, 0.0F}, {20.0F, 1.0F}};
constexpr Knot kMakeUpByGender[] = {{-1.0F, 0.15F}, {-0.1F, 0.0F}};
constexpr Knot kMakeUpByAge[] = {{14.0F, 0.0F}, {18.0F, 1.0F}, {65.0F, 1.0F}, {90.0F, 0.5F}};
constexpr Knot kRecedeByGender[] = {{-0.4F, 0.0F}, {0.2F, 0.35F}, {1.0F, 1.0F}};
constexpr Knot kRecedeByAge[] = {{28.0F, 0.0F}, {50.0F, 0.25F}, {75.0F, 0.55F}, {90.0F, 0.62F}};
constexpr Knot kGreyByAge[] = {{32.0F, 0.0F}, {45.0F, 0.18F}, {60.0F, 0.58F}, {75.0F, 0.9F}, {90.0F, 1.0F}};
constexpr Knot kWrinklesByAge[] = {{45.0F, 0.0F}, {90.0F, 0.28F}};

constexpr Link kLinks[] = {
    {Gender, BrowThickness, kBrowByGender, Gender, {}},
    {Gender, LipFullness, kLipsByGender, Gender, {}},
    {Gender, Stubble, kStubbleByGender, Age, kStubbleByAge},
    {Gender, MakeUp, kMakeUpByGender, Age, kMakeUpByAge},
    {Gender, HairRecede, kRecedeByGender, Age, kRecedeByAge},
    {Age, LipFullness, kLipsByAge, Age, {}},
    {Age, Stubble, kStubbleByAge, Gender, kStubbleByGender},
    {Age, MakeUp, kMakeUpByAge, Gender, kMakeUpByGender},
    {Age, HairRecede, kRecedeByAge, Gender, kRecedeByGender},
    {Age, HairGrey, kGreyByAge, Age, {}},
    {Age, Wrinkles, kWrinklesByAge, Age, {}},
};

constexpr Knot kMostBeardByGender[] = {{-0.35F, 0.0F}, {0.10F, 1.0F}};
constexpr Knot kMostBeardByAge[] = {{14.0F, 0.0F}, {20.0F, 1.0F}};
constexpr Knot kMostMakeUpByGender[] = {{-0.1F, 1.0F}, {0.6F, 0.0F}};
constexpr Knot kMostMakeUpByAge[] = {{11.0F, 0.0F}, {17.0F, 1.0F}};
constexpr Knot kMostRecedeByGender[] = {{-0.4F, 0.15F}, {0.2F, 1.0F}};
constexpr Knot kMostRecedeByAge[] = {{16.0F, 0.0F}, {28.0F, 0.6F}, {40.0F, 1.0F}};
constexpr Knot kMostGreyByAge[] = {{18.0F, 0.0F}, {40.0F, 1.0F}};
constexpr Knot kMostWrinklesByAge[] = {{16.0F, 0.0F}, {40.0F, 1.0F}};

constexpr Limit kLimits[] = {
    {Gender, BeardLength, kMostBeardByGender}, {Gender, Stubble, kMostBeardByGender},
    {Gender, MakeUp, kMostMakeUpByGender},     {Gender, HairRecede, kMostRecedeByGender},
    {Age, BeardLength, kMostBeardByAge},       {Age, Stubble, kMostBeardByAge},
    {Age, MakeUp, kMostMakeUpByAge},           {Age, HairRecede, kMostRecedeByAge},
    {Age, HairGrey, kMostGreyByAge},           {Age, Wrinkles, kMostWrinklesByAge},
};

float at(Curve curve, float value) noexcept
{
    const auto right = std::ranges::lower_bound(curve, value, {}, &Knot::first);
    if (right == curve.begin())
        return curve.front().second;
    if (right == curve.end())
        return curve.back().second;
    const Knot left = *(right - 1);
    return left.second + (right->second - left.second) * (value - left.first) / (right->first - left.first);
}

// What moving the link's driver from one value to another adds; the other attributes as given.
float added(const Link &link, const Attributes &attributes, float from, float to) noexcept
{
    const float scale = link.scale.empty() ? 1.0F : at(link.scale, attributes[link.scaledBy]);
    return (at(link.curve, to) - at(link.curve, from)) * scale;
}

} // namespace

std::span<const Link> links() noexcept
{
    return kLinks;
}

std::span<const Limit> limits() noexcept
{
    return kLimits;
}

float linkedAmount(const Attributes &attributes, std::size_t follower) noexcept
{
    // Walks from the neutral person to this one, one driver after the other.
    Attributes walker = neutralPoint().attributes;
    float amount = 0.0F;
    for (const std::size_t driver : {Gender, Age}) {
        for (const Link &link : kLinks) {
            if (link.driver == driver && link.follower == follower)
                amount += added(link, walker, walker[driver], attributes[driver]);
        }
        walker[driver] = attributes[driver];
    }
    return amount;
}

Point movedWithLinks(Point point, std::size_t attribute, float value) noexcept
{
    const auto table = portraitAttributes();
    if (!std::isfinite(value))
        return point;
    const float from = point.attributes[attribute];
    const float to = std::clamp(value, table[attribute].low, table[attribute].high);
    for (const Link &link : kLinks) {
        if (link.driver != attribute)
            continue;
        const Attribute &follower = table[link.follower];
        float &carried = point.attributes[link.follower];
        carried = std::clamp(carried + added(link, point.attributes, from, to), follower.low, follower.high);
    }
    if (to != from) {
        for (const Limit &limit : kLimits) {
            if (limit.driver == attribute)
                point.attributes[limit.follower] =
                    std::min(point.attributes[limit.follower], at(limit.most, to));
        }
    }
    point.attributes[attribute] = to;
    return point;
}

} // namespace imago::latent
