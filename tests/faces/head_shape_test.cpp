// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/faces/head_shape.h"
#include "tests/faces/face_fixture.h"

#include <algorithm>
#include <cmath>

using namespace imago;
using namespace imago::faces;

namespace {

HeadShape shapeWithAnger(const FaceData &data, float anger)
{
    TargetTable table;
    REQUIRE(table.find(data));
    latent::Point point = latent::neutralPoint();
    point.attributes[latent::Anger] = anger;
    Crew crew(1);
    HeadShape head;
    shapeHead(data, table, describe(point), crew, head);
    return head;
}

// How wide what lies within 0.1 of the middle is after a full frown, as a share of what it is without, between two
// heights on the canonical head.
double widthKept(float from, float to)
{
    const auto data = loadFaceData(test::faceData());
    REQUIRE(data.has_value());
    const HeadShape calm = shapeWithAnger(*data, 0), angry = shapeWithAnger(*data, 1);
    double before = 0, after = 0;
    for (std::size_t i = 0; i < data->base.size(); ++i) {
        const V3 &place = data->canonical[i];
        if (place.z < 1.0F || std::fabs(place.x) > 0.1F || place.y < from || place.y > to)
            continue;
        before += std::fabs(calm.base[i][0]);
        after += std::fabs(angry.base[i][0]);
    }
    REQUIRE(before > 0);
    return after / before;
}

} // namespace

TEST_CASE("a frown draws the brows together, and not the forehead above them into a seam")
{
    CHECK(widthKept(7.45F, 7.55F) < 0.6);
    CHECK(widthKept(7.69F, 7.80F) > 0.85);
}
