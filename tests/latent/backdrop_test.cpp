// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/latent/backdrop.h"
#include "tests/support/catch.h"

#include <cmath>

using namespace imago;
using namespace imago::latent;

TEST_CASE("opaque pixels stay, transparent ones show the backdrop, half ones mix")
{
    Image cutout({64, 64});
    const std::uint8_t opaque[4] = {10, 200, 30, 255}, half[4] = {200, 200, 200, 128};
    std::copy_n(opaque, 4, cutout.row(10) + 40);
    std::copy_n(half, 4, cutout.row(11) + 40);
    Attributes attributes = neutralPoint().attributes;
    attributes[BackgroundLightness] = 0.0F;
    const Image result = overBackdrop(cutout, attributes);
    CHECK(std::equal(opaque, opaque + 4, result.row(10) + 40));
    CHECK(result.row(0)[0] == 0);
    CHECK(result.row(0)[3] == 255);
    CHECK(std::abs(int(result.row(11)[40]) - 100) <= 1);
}

TEST_CASE("8 and 16 bits give the same picture")
{
    const Attributes attributes = neutralPoint().attributes;
    const Image narrow = overBackdrop(Image({33, 33}), attributes);
    const Image wide = overBackdrop(Image({33, 33}, PixelFormat::Rgba16), attributes).converted(PixelFormat::Rgba8);
    for (std::size_t i = 0; i < narrow.bytes().size(); ++i)
        REQUIRE(std::abs(int(narrow.bytes()[i]) - int(wide.bytes()[i])) <= 1);
}
