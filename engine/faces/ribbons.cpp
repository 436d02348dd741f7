// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/faces/ribbons.h"

#include "engine/faces/scratch.h"

namespace imago::faces {

void layRibbon(Ribbons &ribbons, std::size_t index, const V3 *points, float rootWidth, float tipWidth)
{
    const std::size_t n = ribbons.pointsEach;
    const std::size_t first = index * n;
    for (std::size_t k = 0; k < n; ++k) {
        const V3 along = k + 1 < n ? points[k + 1] - points[k] : points[k] - points[k - 1];
        const V3 side = unit(cross(along, unit(points[k]) * 0.6F + V3{0, 0, 0.8F}));
        const float u = toFloat(k) / toFloat(n - 1);
        ribbons.points[first + k] = points[k];
        ribbons.sides[first + k] = side * (0.5F * mix(rootWidth, tipWidth, u * u));
    }
}

void resize(Ribbons &ribbons, std::size_t count, std::size_t pointsEach)
{
    ribbons.pointsEach = pointsEach;
    resizeScratch(ribbons.strands, count);
    resizeScratch(ribbons.points, count * pointsEach);
    resizeScratch(ribbons.sides, count * pointsEach);
}

V3 atRoot(const std::vector<V3> &values, const Root &root)
{
    return values[root.corners[0]] * root.share.x + values[root.corners[1]] * root.share.y +
           values[root.corners[2]] * root.share.z;
}

float atRoot(const std::vector<float> &values, const Root &root)
{
    return values[root.corners[0]] * root.share.x + values[root.corners[1]] * root.share.y +
           values[root.corners[2]] * root.share.z;
}

} // namespace imago::faces
