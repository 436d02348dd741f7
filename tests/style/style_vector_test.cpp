// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/style/style_vector.h"
#include "tests/support/catch.h"

#include <cmath>
#include <limits>
#include <vector>

using namespace imago;
using namespace imago::style;
using Catch::Matchers::WithinAbs;

namespace {

StyleVector flat(float value)
{
    StyleVector style{};
    style.fill(value);
    return style;
}

} // namespace

TEST_CASE("styles are mixed in the proportion of their weights")
{
    const std::vector<WeightedStyle> two{{flat(1.0F), 1.0}, {flat(3.0F), 3.0}};
    const Result<StyleVector> mean = mixed(two);
    REQUIRE(mean);
    CHECK_THAT((*mean)[42], WithinAbs(2.5, 1e-6));
    CHECK(*mixed(std::vector<WeightedStyle>{{flat(1.0F), 7.0}}) == flat(1.0F));
}

TEST_CASE("no styles and weights that are no weights are refused")
{
    CHECK(mixed({}).error().code == ErrorCode::BadInput);
    for (const double weight : {0.0, -1.0, std::nan(""), std::numeric_limits<double>::infinity()})
        CHECK(mixed(std::vector<WeightedStyle>{{flat(1.0F), weight}}).error().code == ErrorCode::BadInput);
}

TEST_CASE("a style between two lies on the straight line")
{
    CHECK(between(flat(1.0F), flat(3.0F), 0.0) == flat(1.0F));
    CHECK(between(flat(1.0F), flat(3.0F), 1.0) == flat(3.0F));
    CHECK_THAT(between(flat(1.0F), flat(3.0F), 0.25)[7], WithinAbs(1.5, 1e-6));
}
