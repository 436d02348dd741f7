// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/latent/variations.h"

#include "engine/core/random.h"
#include "engine/latent/population.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace imago::latent {

namespace {

constexpr double kWidestTurn = std::numbers::pi / 3.0; // of z, towards a stranger, at spread 1
constexpr double kStranger = 0.8;                      // standard deviation of the stranger's z
constexpr float kIdentityLimit = 3.0F;
constexpr double kWidestStep = 0.22; // standard deviation in shares of the safe range, at spread 1

bool varies(const Attribute &attribute)
{
    return !attribute.toggle && (attribute.group == Group::Identity || attribute.group == Group::Face ||
                                 attribute.group == Group::Hair || attribute.group == Group::Details);
}

Identity turned(const Identity &z, double spread, Random &random)
{
    const double turn = spread * kWidestTurn;
    Identity result;
    std::ranges::transform(z, result.begin(), [&](float value) {
        const double moved =
            std::cos(turn) * static_cast<double>(value) + std::sin(turn) * kStranger * random.normal();
        const float limit = std::max(kIdentityLimit, std::abs(value));
        return std::clamp(static_cast<float>(moved), -limit, limit);
    });
    return result;
}

float moved(const Attribute &attribute, float value, double spread, double normal)
{
    const double range = static_cast<double>(attribute.safeHigh - attribute.safeLow);
    // What most people lack grows and shrinks by shares, so that none appears out of nothing.
    const double step = attribute.neutral == attribute.low
                            ? static_cast<double>(value - attribute.low) * std::expm1(0.6 * spread * normal)
                            : range * kWidestStep * spread * normal;
    return std::clamp(static_cast<float>(static_cast<double>(value) + step),
                      std::min(attribute.safeLow, value), std::max(attribute.safeHigh, value));
}

// Ancestry is a mixture: its shares stay below one in all, where they had been.
void rebalanceAncestry(Attributes &attributes, const Attributes &centre, const Locks &locks)
{
    const float limit = std::max(1.0F, centre[AncestryAfrican] + centre[AncestryAsian]);
    const float excess = attributes[AncestryAfrican] + attributes[AncestryAsian] - limit;
    if (excess <= 0.0F)
        return;
    const bool moveAfrican = !locks[AncestryAfrican], moveAsian = !locks[AncestryAsian];
    const float share = moveAfrican && moveAsian ? 0.5F : 1.0F;
    if (moveAfrican)
        attributes[AncestryAfrican] = std::max(0.0F, attributes[AncestryAfrican] - share * excess);
    if (moveAsian)
        attributes[AncestryAsian] = std::max(0.0F, attributes[AncestryAsian] - share * excess);
}

void restore(Point &point, const Point &original, const Locks &locks)
{
    for (std::size_t i = 0; i < PortraitAttributeCount; ++i) {
        if (locks[i])
            point.attributes[i] = original.attributes[i];
    }
}

} // namespace

std::vector<Point> variations(const Point &centre, double spread, std::uint64_t seed, int count,
                              const Locks &locks)
{
    spread = std::isfinite(spread) ? std::clamp(spread, 0.0, 1.0) : 0.0;
    std::vector<Point> points;
    for (int i = 0; i < count; ++i) {
        points.push_back(centre);
        if (i == 0 || spread == 0.0)
            continue;
        Random random(mixSeed(seed, static_cast<std::uint64_t>(i)));
        Point &point = points.back();
        point.z = turned(centre.z, spread, random);
        const auto table = portraitAttributes();
        for (std::size_t a = 0; a < table.size(); ++a) {
            const double normal = random.normal(); // drawn for all, so that a lock changes nothing else
            if (varies(table[a]) && !locks[a])
                point.attributes[a] = moved(table[a], centre.attributes[a], spread, normal);
        }
        rebalanceAncestry(point.attributes, centre.attributes, locks);
    }
    return points;
}

Point randomised(const Point &point, const Locks &locks, std::uint64_t seed, double truncation)
{
    Point result = pointFromSeed(seed, truncation);
    restore(result, point, locks);
    return result;
}

Point randomisedExpression(const Point &point, const Locks &locks, std::uint64_t seed)
{
    Random random(mixSeed(seed, 0x65787072657373ULL)); // "express"
    Point result = point;
    sampleExpression(result, random);
    restore(result, point, locks);
    return result;
}

} // namespace imago::latent
