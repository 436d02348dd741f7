// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/loss_scale.h"
#include "tests/support/catch.h"

using namespace imago::train;

TEST_CASE("the scale of losses is halved by what overflows, and doubled after 2000 good steps in a row")
{
    LossScale scale;
    CHECK(scale.value() == 65536);
    CHECK(scale.overflowed());
    CHECK(scale.value() == 32768);
    for (int i = 1; i < LossScale::kGoodSteps; ++i)
        scale.succeeded();
    CHECK(scale.value() == 32768);
    scale.succeeded();
    CHECK(scale.value() == 65536);

    for (int i = 1; i < LossScale::kGoodSteps; ++i)
        scale.succeeded();
    CHECK(scale.overflowed()); // the row begins again
    scale.succeeded();
    CHECK(scale.value() == 32768);
}

TEST_CASE("the scale of losses has an end on both sides")
{
    LossScale low;
    int halved = 0;
    while (low.overflowed())
        ++halved;
    CHECK(halved == 16);
    CHECK(low.value() == 1);

    LossScale high;
    for (int i = 0; i < 20 * LossScale::kGoodSteps; ++i)
        high.succeeded();
    CHECK(high.value() == LossScale::kLargest);
}

TEST_CASE("the scale of losses goes on from its numbers")
{
    LossScale before, after;
    before.overflowed();
    for (int i = 1; i < LossScale::kGoodSteps; ++i)
        before.succeeded();
    after.numbers() = before.numbers();
    after.succeeded();
    CHECK(after.value() == 65536);
}
