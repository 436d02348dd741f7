// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/style/photo.h"
#include "tests/style/procedural.h"
#include "tests/support/catch.h"

using namespace imago;
using namespace imago::style;
using imago::test::procedural;

TEST_CASE("photos keep their proportions in another size")
{
    CHECK(fitted({400, 200}, 100) == Size{100, 50});
    CHECK(fitted({200, 400}, 1024) == Size{512, 1024});
    CHECK(fitted({3000, 30}, 100) == Size{100, 16}); // never thinner than the networks can take
}

TEST_CASE("sides below 16 px are refused")
{
    CHECK(checkSides({16, 16}));
    CHECK(checkSides({15, 900}).error().code == ErrorCode::BadInput);
    CHECK(checkSides({900, 1}).error().detail.find("900 x 1") != std::string::npos);
}

TEST_CASE("what is transparent becomes the mean of what is visible")
{
    for (const PixelFormat format : {PixelFormat::Rgba8, PixelFormat::Rgba16}) {
        Image picture({32, 32});
        for (int y = 0; y < 32; ++y) {
            for (int x = 0; x < 32; ++x) {
                std::uint8_t *pixel = picture.row(y) + 4 * x;
                pixel[0] = x < 16 ? 200 : 13;
                pixel[1] = y < 16 ? 100 : 50;
                pixel[3] = x < 16 ? 255 : 0;
            }
        }
        picture = picture.converted(format);
        CHECK_FALSE(isOpaque(picture));
        const Image filled = opaque(picture).converted(PixelFormat::Rgba8);
        CHECK(isOpaque(filled));
        CHECK(filled.row(3)[4 * 3] == 200);
        CHECK(filled.row(3)[4 * 20] == 200);
        CHECK(filled.row(3)[4 * 20 + 1] == 75);
        Image back = opaque(picture);
        copyTransparency(picture, back);
        CHECK(back.converted(PixelFormat::Rgba8).row(9)[4 * 20 + 3] == 0);
        CHECK(back.converted(PixelFormat::Rgba8).row(9)[4 * 3 + 3] == 255);
    }
    const Image visible = procedural({20, 20}, 1);
    CHECK(opaque(visible) == visible);
}

TEST_CASE("a picture of which nothing is visible is white to the networks")
{
    const Image filled = opaque(Image({20, 20}));
    CHECK(filled.row(5)[20] == 255);
    CHECK(isOpaque(filled));
}
