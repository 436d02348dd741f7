// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faces/face_fixture.h"

#include <algorithm>
#include <vector>

using namespace imago;
using namespace imago::faces;
using test::drawn;

namespace {

constexpr std::size_t kPupils = kLandmarkCount - 2;

Drawing marked(const latent::Point &point, int side = 128)
{
    DrawOptions options;
    options.parts = true;
    options.landmarks = true;
    return drawn(point, side, options);
}

Part partAt(const Drawing &drawing, const std::array<float, 2> &place)
{
    const int side = drawing.cutout.width();
    const auto pixel = [&](float at) {
        return std::clamp(static_cast<int>((at + 1.0F) * 0.5F * static_cast<float>(side)), 0, side - 1);
    };
    return drawing.parts[static_cast<std::size_t>(pixel(place[1]) * side + pixel(place[0]))];
}

} // namespace

TEST_CASE("landmarks are told only if asked for, and are the same at every size")
{
    CHECK(drawn(latent::neutralPoint(), 64).landmarks.empty());
    const Drawing small = marked(latent::neutralPoint(), 64);
    const Drawing large = marked(latent::neutralPoint(), 256);
    REQUIRE(small.landmarks.size() == kLandmarkCount);
    for (std::size_t i = 0; i < kLandmarkCount; ++i) {
        CHECK(small.landmarks[i][0] == Approx(large.landmarks[i][0]).margin(1e-4));
        CHECK(small.landmarks[i][1] == Approx(large.landmarks[i][1]).margin(1e-4));
    }
}

TEST_CASE("landmarks lie on the head that is drawn, and the pupils in its eyes")
{
    const Drawing drawing = marked(latent::neutralPoint(), 256);
    std::size_t onHead = 0, inPicture = 0;
    for (const auto &place : drawing.landmarks) {
        const bool inside = std::max(std::abs(place[0]), std::abs(place[1])) < 1.0F;
        inPicture += inside ? 1 : 0;
        onHead += inside && partAt(drawing, place) != Part::Backdrop ? 1 : 0;
    }
    CHECK(inPicture >= 44); // the top of the head can be above it
    CHECK(onHead + 2 >= inPicture);
    CHECK(partAt(drawing, drawing.landmarks[kPupils]) == Part::Eye);
    CHECK(partAt(drawing, drawing.landmarks[kPupils + 1]) == Part::Eye);
}

TEST_CASE("landmarks follow what the face does")
{
    const auto farthest = [](std::size_t attribute, float value, std::size_t axis) {
        latent::Point point = latent::neutralPoint();
        const Drawing before = marked(point, 32);
        point.attributes[attribute] = value;
        const Drawing after = marked(point, 32);
        std::vector<float> moved;
        for (std::size_t i = 0; i < kLandmarkCount; ++i)
            moved.push_back(after.landmarks[i][axis] - before.landmarks[i][axis]);
        return moved;
    };
    const std::vector<float> gaze = farthest(latent::GazeX, 0.9F, 0);
    for (std::size_t i = 0; i < kPupils; ++i)
        CHECK(gaze[i] == 0.0F);
    CHECK(gaze[kPupils] > 0.01F);
    CHECK(gaze[kPupils + 1] > 0.01F);

    const std::vector<float> jaw = farthest(latent::MouthOpen, 0.9F, 1);
    CHECK(*std::ranges::max_element(jaw) > 0.05F);
    CHECK(std::ranges::count_if(jaw, [](float y) { return std::abs(y) < 0.01F; }) > 10);

    const auto thatMove = [&](std::size_t attribute, float value) {
        return std::ranges::count_if(farthest(attribute, value, 1), [](float y) { return std::abs(y) > 0.01F; });
    };
    CHECK(thatMove(latent::Smile, 0.9F) >= 15);
    CHECK(thatMove(latent::MouthOpen, 0.9F) >= 12);
    CHECK(thatMove(latent::BrowHeight, 1.0F) >= 4);
    CHECK(thatMove(latent::Anger, 1.0F) >= 15);

    const std::vector<float> turn = farthest(latent::Yaw, 20.0F, 0);
    CHECK(*std::ranges::max_element(turn) > 0.1F);
}
