// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/random.h"
#include "engine/faces/portrait_samples.h"
#include "engine/latent/population.h"
#include "engine/train/portrait_sample.h"
#include "tests/faces/face_fixture.h"

#include <algorithm>
#include <cstring>
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

TEST_CASE("a person in a mirror is the flipped picture, and its landmarks are the other side's")
{
    Random random(11);
    for (int person = 0; person < 3; ++person) {
        latent::Point point = latent::samplePoint(random, latent::Coupling::Independent);
        std::fill_n(point.z.begin(), latent::kAsymmetryAt, 0.0F); // the shape leans to a side, too,
        point.attributes[latent::HairLength] = 0.0F;              // and strands fall as they like
        point.attributes[latent::BeardLength] = 0.0F;
        const Drawing before = marked(point);
        const Drawing after = marked(latent::mirrored(point));
        for (std::size_t i = 0; i < kLandmarkCount; ++i) {
            INFO(person << ": landmark " << i);
            CHECK(after.landmarks[i][0] == Approx(-before.opposites[i][0]).margin(0.01));
            CHECK(after.landmarks[i][1] == Approx(before.opposites[i][1]).margin(0.01));
        }
        const Image flipped = after.cutout.mirrored();
        INFO(person << ": the pictures");
        CHECK(test::meanDifference(before.cutout, flipped) < 0.5 * test::meanDifference(before.cutout, after.cutout));
        CHECK(test::meanDifference(before.cutout, flipped) < 4.0);
    }
}

TEST_CASE("samples for those who draw are pairs of one person, for those who read all are strangers")
{
    const auto attributesOf = [](Pairing pairing, std::uint64_t index) {
        const PortraitSamples samples(test::sharedRenderer(), 3, pairing);
        std::vector<std::uint8_t> bytes(samples.sampleBytes());
        REQUIRE(samples.draw(index, bytes));
        train::PortraitSample sample;
        std::memcpy(static_cast<void *>(&sample), bytes.data(), sizeof sample);
        return sample;
    };
    const auto different = [](const train::PortraitSample &a, const train::PortraitSample &b) {
        std::ptrdiff_t count = 0;
        for (std::size_t i = 0; i < latent::networkAttributeCount(); ++i)
            count += a.attributes[i] != b.attributes[i] ? 1 : 0;
        return count;
    };
    const train::PortraitSample first = attributesOf(Pairing::OneChange, 2);
    const train::PortraitSample second = attributesOf(Pairing::OneChange, 3);
    CHECK(first.z == second.z);
    CHECK(different(first, second) == 1);
    CHECK(second.changed >= 0);
    const train::PortraitSample reader = attributesOf(Pairing::Strangers, 2);
    const train::PortraitSample neighbour = attributesOf(Pairing::Strangers, 3);
    CHECK(reader.z != neighbour.z);
    CHECK(different(reader, neighbour) > 20);
    CHECK(neighbour.changed == -1);
    CHECK(PortraitSamples(test::sharedRenderer(), 3, Pairing::OneChange).fingerprint() !=
          PortraitSamples(test::sharedRenderer(), 3, Pairing::Strangers).fingerprint());
}
