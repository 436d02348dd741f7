// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/style/style.h"
#include "tests/support/catch.h"

#include <cmath>
#include <limits>
#include <vector>

using namespace imago;
using namespace imago::style;
using Catch::Matchers::WithinAbs;

namespace {

Style flat(float value)
{
    Style style;
    style.parameters.fill(value);
    return style;
}

Style withWeights(float value)
{
    Style style = flat(0.0F);
    style.weights = std::make_shared<const std::vector<float>>(kTransformWeights, value);
    return style;
}

} // namespace

TEST_CASE("styles are mixed in the proportion of their weights")
{
    const std::vector<WeightedStyle> two{{flat(1.0F), 1.0}, {flat(3.0F), 3.0}};
    const Result<Style> mean = mixed(two);
    REQUIRE(mean);
    CHECK_THAT(mean->parameters[42], WithinAbs(2.5, 1e-6));
    CHECK(mixed(std::vector<WeightedStyle>{{flat(1.0F), 7.0}})->parameters == flat(1.0F).parameters);
    CHECK((*shares(two))[1] == 0.75);
}

TEST_CASE("own weights are mixed, too; a style without counts as one that adds nothing")
{
    const std::vector<WeightedStyle> two{{flat(1.0F), 1.0}, {withWeights(4.0F), 3.0}};
    const Result<Style> mean = mixed(two);
    REQUIRE(mean);
    REQUIRE(mean->hasOwnWeights());
    CHECK_THAT((*mean->weights)[1000], WithinAbs(3.0, 1e-6));
    CHECK_FALSE(mixed(std::vector<WeightedStyle>{{flat(1.0F), 1.0}, {flat(2.0F), 1.0}})->hasOwnWeights());
    CHECK_THAT((*between(flat(0.0F), withWeights(4.0F), 0.25).weights)[7], WithinAbs(1.0, 1e-6));
}

TEST_CASE("a single style keeps what it can be refined to, a mixture has nothing")
{
    Style style = flat(1.0F);
    CHECK_FALSE(style.canBeRefined());
    style.painting = std::make_shared<const Image>(Size{20, 20});
    CHECK(mixed(std::vector<WeightedStyle>{{style, 2.0}})->painting == style.painting);
    CHECK_FALSE(mixed(std::vector<WeightedStyle>{{style, 1.0}, {style, 1.0}})->canBeRefined());
}

TEST_CASE("no styles and weights that are no weights are refused")
{
    CHECK(mixed({}).error().code == ErrorCode::BadInput);
    for (const double weight : {0.0, -1.0, std::nan(""), std::numeric_limits<double>::infinity()})
        CHECK(mixed(std::vector<WeightedStyle>{{flat(1.0F), weight}}).error().code == ErrorCode::BadInput);
}

TEST_CASE("a style between two lies on the straight line")
{
    CHECK(between(flat(1.0F), flat(3.0F), 0.0).parameters == flat(1.0F).parameters);
    CHECK(between(flat(1.0F), flat(3.0F), 1.0).parameters == flat(3.0F).parameters);
    CHECK_THAT(between(flat(1.0F), flat(3.0F), 0.25).parameters[7], WithinAbs(1.5, 1e-6));
}
