// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/style/brush_mask.h"
#include "tests/support/catch.h"

#include <limits>

using namespace imago;
using style::BrushMask;
using style::MaskBrush;

TEST_CASE("a mask has the photo's proportions and is never larger than it needs to be")
{
    CHECK(BrushMask().isNone());
    CHECK(BrushMask::filled({600, 400}, 255).size() == Size{600, 400});
    CHECK(BrushMask::filled({4096, 2048}, 255).size() == Size{1024, 512});
    CHECK(BrushMask::filled({8192, 2}, 0).size() == Size{1024, 1});
    CHECK(BrushMask::filled({1, 1}, 7).at(0, 0) == 7);
}

TEST_CASE("a stroke is full in its core, fades out and leaves the rest alone")
{
    BrushMask mask = BrushMask::filled({300, 200}, 0);
    REQUIRE(mask.stroke(100, 100, 200, 100, {30.0, 0.5, false}));
    CHECK(mask.at(150, 100) == 255);
    CHECK(mask.at(150, 110) == 255);
    CHECK(mask.at(150, 122) > 0);
    CHECK(mask.at(150, 122) < 255);
    CHECK(mask.at(150, 131) == 0);
    CHECK(mask.at(65, 100) == 0);
    CHECK(mask.at(150, 80) == mask.at(150, 119)); // symmetric about y = 100 on pixel centres
}

TEST_CASE("painting twice makes nothing stronger and erasing takes it back")
{
    BrushMask once = BrushMask::filled({128, 128}, 0);
    const MaskBrush brush{25.0, 0.2, false};
    REQUIRE(once.stroke(64, 64, 64, 64, brush));
    BrushMask twice = once;
    CHECK_FALSE(twice.stroke(64, 64, 64, 64, brush));
    CHECK(twice == once);

    REQUIRE(twice.stroke(64, 64, 64, 64, {40.0, 0.9, true}));
    for (int y = 0; y < 128; ++y) {
        for (int x = 0; x < 128; ++x)
            REQUIRE(twice.at(x, y) == 0);
    }
}

TEST_CASE("a copy is the old mask whatever happens to the new one, and costs only what a stroke touched")
{
    BrushMask mask = BrushMask::filled({1024, 1024}, 255);
    const BrushMask before = mask;
    REQUIRE(mask.stroke(32, 32, 32, 32, {20.0, 0.5, true}));
    CHECK(before.at(32, 32) == 255);
    CHECK(mask.at(32, 32) == 0);
    CHECK(mask.sharedTiles(before) == 255); // of 256
    CHECK(mask.revision() != before.revision());
    CHECK_FALSE(mask == before);
}

TEST_CASE("strokes beside the picture and strokes of nonsense change nothing")
{
    BrushMask mask = BrushMask::filled({200, 100}, 0);
    const double nan = std::numeric_limits<double>::quiet_NaN();
    CHECK_FALSE(mask.stroke(-500, -500, -400, -400, {20.0, 0.5, false}));
    CHECK_FALSE(mask.stroke(nan, 0, 10, 10, {20.0, 0.5, false}));
    CHECK_FALSE(mask.stroke(10, 10, 20, 20, {0.0, 0.5, false}));
    CHECK_FALSE(mask.stroke(10, 10, 20, 20, {nan, 0.5, false}));
    CHECK_FALSE(BrushMask().stroke(1, 1, 2, 2, {20.0, 0.5, false}));
    CHECK(mask.stroke(-10, 50, 210, 50, {5.0, 0.5, false})); // through it from edge to edge
    CHECK(mask.at(0, 50) == 255);
    CHECK(mask.at(199, 50) == 255);
}

TEST_CASE("inverting twice is where one began")
{
    BrushMask mask = BrushMask::filled({100, 70}, 0);
    REQUIRE(mask.stroke(20, 20, 80, 50, {12.0, 0.3, false}));
    const BrushMask inverted = mask.inverted();
    CHECK(inverted.at(50, 35) == 0);
    CHECK(inverted.at(0, 69) == 255);
    CHECK(inverted.inverted().toImage() == mask.toImage());
    CHECK(BrushMask().inverted().isNone());
}

TEST_CASE("a mask picture of another size is fitted; black and transparent mean nothing")
{
    Image picture({20, 10});
    for (int y = 0; y < 10; ++y) {
        for (int x = 0; x < 20; ++x) {
            std::uint8_t *pixel = picture.row(y) + 4 * x;
            pixel[0] = pixel[1] = pixel[2] = x < 10 ? 255 : 0;
            pixel[3] = y < 5 ? 255 : 0;
        }
    }
    const BrushMask mask = BrushMask::fromPicture(picture, {200, 100});
    CHECK(mask.size() == Size{200, 100});
    CHECK(mask.at(20, 20) == 255);
    CHECK(mask.at(180, 20) == 0);
    CHECK(mask.at(20, 80) == 0);

    const Image grey = mask.toImage();
    CHECK(grey.size() == Size{200, 100});
    CHECK(grey.row(20)[4 * 20] == 255);
    CHECK(grey.row(20)[4 * 20 + 3] == 255);
}
