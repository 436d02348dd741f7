// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/error.h"
#include "engine/core/image.h"
#include "tests/support/catch.h"

#include <numeric>

using namespace imago;

TEST_CASE("a new image is transparent black and knows its rows")
{
    Image image({5, 3});
    CHECK(image.bytes().size() == 60);
    CHECK(std::accumulate(image.bytes().begin(), image.bytes().end(), 0) == 0);
    CHECK(image.row(2) - image.row(0) == 40);
    CHECK(Image({5, 3}, PixelFormat::Rgba16).bytesPerRow() == 40);
}

TEST_CASE("8 to 16 bits and back keeps every value")
{
    Image image({64, 1});
    std::iota(image.bytes().begin(), image.bytes().end(), std::uint8_t{0});
    const Image wide = image.converted(PixelFormat::Rgba16);
    CHECK(wide.bytes().size() == 2 * image.bytes().size());
    CHECK(wide.converted(PixelFormat::Rgba8) == image);
}

TEST_CASE("a mirrored image has each row from its other end, and twice is none")
{
    Image image({3, 2});
    std::iota(image.bytes().begin(), image.bytes().end(), std::uint8_t{0});
    const Image mirrored = image.mirrored();
    CHECK(mirrored.row(0)[0] == 8); // the last pixel's red
    CHECK(mirrored.row(0)[3] == 11);
    CHECK(mirrored.row(1)[4] == image.row(1)[4]);
    CHECK(mirrored.mirrored() == image);
    const Image wide = image.converted(PixelFormat::Rgba16);
    CHECK(wide.mirrored() == mirrored.converted(PixelFormat::Rgba16));
}

TEST_CASE("an error describes itself in one line")
{
    const auto failed = fail(ErrorCode::FileDamaged, "it ends early", "face.png");
    CHECK(describe(failed.value()) == "FileDamaged: face.png: it ends early");
}
