// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/framed_portrait.h"
#include "tests/support/catch.h"

#include <algorithm>

using namespace imago;

namespace {

// Grey, with one white pixel.
Image spotted(Size size, int x, int y)
{
    Image picture(size);
    std::ranges::fill(picture.bytes(), std::uint8_t{100});
    std::fill_n(picture.row(y) + 4 * x, 4, std::uint8_t{255});
    return picture;
}

bool isWhite(const Image &picture, int x, int y)
{
    return picture.row(y)[4 * x] == 255;
}

} // namespace

TEST_CASE("a small face in a large picture is framed as a portrait's")
{
    // 69 pixels wide around (200, 100), so that the portrait is 100 pixels wide.
    const Image framed =
        framedAsPortrait(spotted({400, 300}, 200, 100), {165.5 / 400, 65.5 / 300, 69.0 / 400, 69.0 / 300});
    REQUIRE(framed.size() == Size{100, 100});
    CHECK(isWhite(framed, 50, 51));
}

TEST_CASE("beyond the picture its border goes on")
{
    const Image framed = framedAsPortrait(spotted({200, 120}, 0, 0), {0.0, 0.0, 0.345, 0.575}); // in the corner
    REQUIRE(framed.size() == Size{100, 100});
    CHECK(isWhite(framed, 0, 0));
    CHECK(isWhite(framed, 10, 10));
    CHECK_FALSE(isWhite(framed, 25, 25));
}
