// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/style/detail.h"
#include "engine/style/pixels.h"
#include "tests/style/procedural.h"
#include "tests/support/catch.h"

#include <cmath>

using namespace imago;
using namespace imago::style;
using imago::test::procedural;

namespace {

Image flat(Size size, std::uint16_t value)
{
    Image picture(size, PixelFormat::Rgba16);
    for (int y = 0; y < size.height; ++y) {
        for (int i = 0; i < 4 * size.width; ++i)
            pixels<std::uint16_t>(picture, y)[i] = i % 4 == 3 ? std::uint16_t{65535} : value;
    }
    return picture;
}

// A chequerboard of single pixels around `middle`.
Image chequered(Size size, int middle, int off)
{
    Image picture = flat(size, 0);
    for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < size.width; ++x) {
            for (int c = 0; c < 3; ++c)
                pixels<std::uint16_t>(picture, y)[4 * x + c] =
                    static_cast<std::uint16_t>(middle + ((x + y) % 2 == 0 ? off : -off));
        }
    }
    return picture;
}

} // namespace

TEST_CASE("fine detail stays and the rest becomes the small picture's")
{
    Image picture = chequered({120, 80}, 20000, 5000);
    REQUIRE(takeLowBand(picture, flat({30, 20}, 50000), 1, {}));
    for (int y = 0; y < 80; ++y) {
        for (int x = 0; x < 120; ++x)
            CHECK(std::abs(pixels<std::uint16_t>(picture, y)[4 * x] - ((x + y) % 2 == 0 ? 55000 : 45000)) <= 2);
        CHECK(pixels<std::uint16_t>(picture, y)[3] == 65535);
    }
}

TEST_CASE("a picture and its own small one stay as they are")
{
    const Image before = flat({97, 61}, 30000);
    Image picture = before;
    REQUIRE(takeLowBand(picture, flat({13, 9}, 30000), 2, {}));
    CHECK(picture == before);
}

TEST_CASE("of one size the picture becomes the other")
{
    Image picture = procedural({50, 40}, 1).converted(PixelFormat::Rgba16);
    const Image other = procedural({50, 40}, 4).converted(PixelFormat::Rgba16);
    REQUIRE(takeLowBand(picture, other, 1, {}));
    for (int y = 0; y < 40; ++y) {
        for (int x = 0; x < 200; ++x)
            CHECK(std::abs(pixels<std::uint16_t>(picture, y)[x] - pixels<std::uint16_t>(other, y)[x]) <= 1);
    }
}

TEST_CASE("the merged picture is the same on any number of threads, and a stop ends it")
{
    const Image start = procedural({300, 211}, 1).converted(PixelFormat::Rgba16);
    const Image small = procedural({75, 53}, 4).converted(PixelFormat::Rgba16);
    Image one = start;
    Image three = start;
    REQUIRE(takeLowBand(one, small, 1, {}));
    REQUIRE(takeLowBand(three, small, 3, {}));
    CHECK(one == three);
    std::stop_source stop;
    stop.request_stop();
    CHECK_FALSE(takeLowBand(one, small, 1, stop.get_token()));
}
