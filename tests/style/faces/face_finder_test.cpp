// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of our own renderer, which no detector has seen.
#include "engine/style/faces/face_finder.h"
#include "engine/latent/backdrop.h"
#include "engine/latent/population.h"
#include "tests/faces/face_fixture.h"
#include "tests/support/catch.h"
#include "tests/style/procedural.h"

#include <algorithm>

using namespace imago;

namespace {

Image person(std::uint64_t seed, int side)
{
    Random random(mixSeed(31, seed));
    latent::Point point = latent::samplePoint(random, latent::Coupling::Natural);
    point.attributes[latent::Yaw] = point.attributes[latent::Pitch] = 0.0F;
    return latent::overBackdrop(test::drawn(point, side).cutout, point.attributes);
}

/// Both side by side on grey, with room around them.
Image inCompany(const Image &left, const Image &right)
{
    const int side = left.height();
    Image picture({3 * side, 2 * side});
    for (std::uint8_t &byte : picture.bytes())
        byte = 140;
    for (std::size_t i = 3; i < picture.bytes().size(); i += 4)
        picture.bytes()[i] = 255;
    for (int y = 0; y < side; ++y) {
        std::copy_n(left.row(y), 4 * side, picture.row(y + side / 2) + 4 * (side / 3));
        std::copy_n(right.row(y), 4 * side, picture.row(y + side / 2) + 4 * (side + side * 2 / 3));
    }
    return picture;
}

bool covers(const std::vector<style::FaceBox> &faces, double x, double y)
{
    return std::ranges::any_of(faces, [&](const style::FaceBox &face) {
        return x > face.x && x < face.x + face.width && y > face.y && y < face.y + face.height;
    });
}

} // namespace

TEST_CASE("both faces of a picture are found, whatever its size, and the mask covers them")
{
    int found = 0;
    constexpr int kPictures = 4;
    for (std::uint64_t i = 0; i < kPictures; ++i) {
        const Image picture = inCompany(person(2 * i, 192), person(2 * i + 1, 192));
        const auto faces = style::faces::findFaces(picture);
        REQUIRE(faces);
        found += covers(*faces, (64 + 96) / 576.0, (96 + 105) / 384.0) ? 1 : 0;
        found += covers(*faces, (320 + 96) / 576.0, (96 + 105) / 384.0) ? 1 : 0;
        CHECK(faces->size() <= 4);
    }
    INFO(found << " of " << 2 * kPictures << " found");
    CHECK(found >= 7);
}

TEST_CASE("where there is nobody, nobody is found")
{
    for (int seed = 1; seed <= 5; ++seed) {
        const auto faces = style::faces::findFaces(test::procedural({300, 200}, seed));
        REQUIRE(faces);
        CHECK(faces->empty());
    }
    const auto tiny = style::faces::findFaces(test::procedural({16, 16}, 1));
    REQUIRE(tiny);
    CHECK(tiny->empty());
}
