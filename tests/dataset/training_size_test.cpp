// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dataset/training_size.h"
#include "engine/train/picture_source.h"
#include "tests/dataset/made_pictures.h"
#include "tests/support/catch.h"
#include "tests/support/temp_dir.h"

#include <filesystem>
#include <fstream>
#include <vector>

using namespace imago;
using namespace imago::dataset;
using namespace imago::test;

namespace {

std::vector<Size> many(std::size_t count, Size size, std::vector<Size> before = {})
{
    before.insert(before.end(), count, size);
    return before;
}

Size sizeFor(const SizeWish &wish, Size pictures)
{
    const TrainingSize chosen = trainingSize(wish, many(10, pictures));
    CHECK(train::isModelSide(chosen.size.width));
    CHECK(train::isModelSide(chosen.size.height));
    return chosen.size;
}

} // namespace

TEST_CASE("a model takes the shape that its pictures agree in")
{
    const TrainingSize upright = trainingSize({.longer = 96}, many(10, {400, 600}));
    CHECK(upright.size == Size{64, 96});
    CHECK(upright.reason == SizeReason::Common);
    CHECK(upright.agreeing == Approx(1.0));
    CHECK(upright.aspect == Approx(2.0 / 3));
    CHECK(sizeFor({.longer = 96}, {600, 400}) == Size{96, 64});
    CHECK(sizeFor({}, {1920, 1080}) == Size{64, 40}); // 64 is what stands for nothing
    CHECK(sizeFor({.longer = 512}, {300, 400}) == Size{384, 512});

    // Both sides of a large one are halved as often.
    CHECK(sizeFor({.longer = 256}, {400, 600}) == Size{160, 256});
}

TEST_CASE("pictures that are about square, or agree in no shape, make a square")
{
    const TrainingSize square = trainingSize({.longer = 64}, many(10, {110, 100}));
    CHECK(square.size == Size{64, 64});
    CHECK(square.reason == SizeReason::Square);
    const TrainingSize mixed = trainingSize({.longer = 64}, many(5, {200, 100}, many(5, {100, 200})));
    CHECK(mixed.size == Size{64, 64});
    CHECK(mixed.reason == SizeReason::Mixed);
    CHECK(trainingSize({}, std::span<const Size>()).size == Size{64, 64});

    // Four of five are enough, whatever the fifth is.
    CHECK(trainingSize({}, many(8, {100, 200}, many(2, {900, 100}))).size == Size{32, 64});
    CHECK(trainingSize({}, many(7, {100, 200}, many(3, {900, 100}))).reason == SizeReason::Mixed);
    // They need not agree to the pixel, only within 15 % of something.
    CHECK(trainingSize({}, many(5, {100, 180}, many(5, {100, 220}))).reason == SizeReason::Common);
    CHECK(trainingSize({}, many(5, {100, 150}, many(5, {100, 220}))).reason == SizeReason::Mixed);
}

TEST_CASE("a side has as many pixels as the networks need, however long the pictures are")
{
    CHECK(sizeFor({}, {100, 800}) == Size{16, 64});
    CHECK(sizeFor({.longer = 128}, {800, 100}) == Size{128, 32});
    CHECK(sizeFor({.longer = 1024}, {8000, 100}) == Size{1024, 256});
    CHECK(sizeFor({.longer = 16}, {100, 800}) == Size{16, 16});
    for (int longer = 16; longer <= 1024; longer += 8) {
        for (const int other : {20, 35, 50, 70, 85, 100})
            sizeFor({.longer = longer}, {other, 100});
    }
}

TEST_CASE("small pictures make a small model instead of being enlarged, unless a size is asked for")
{
    const TrainingSize small = trainingSize({}, many(10, {28, 28}));
    CHECK(small.size == Size{32, 32});
    CHECK(small.reason == SizeReason::Square);
    CHECK(small.median == 28);
    CHECK(sizeFor({}, {32, 32}) == Size{32, 32});
    CHECK(sizeFor({}, {40, 33}) == Size{48, 40});
    CHECK(sizeFor({}, {49, 49}) == Size{64, 64});
    CHECK(sizeFor({}, {16, 30}) == Size{16, 32});
    CHECK(trainingSize({}, many(6, {28, 28}, many(5, {300, 300}))).size == Size{32, 32}); // the median decides
    CHECK(trainingSize({}, many(5, {28, 28}, many(6, {300, 300}))).size == Size{64, 64});
    const TrainingSize asked = trainingSize({.longer = 64}, many(10, {28, 28}));
    CHECK(asked.size == Size{64, 64});
    CHECK(asked.median == 0);
    CHECK(trainingSize({}, many(10, {280, 280})).median == 0);
    CHECK(sizeFor({.model = Size{64, 64}}, {28, 28}) == Size{64, 64});
}

TEST_CASE("both sides that are asked for hold, and a model that is gone on from keeps its shape")
{
    CHECK(sizeFor({.exact = Size{64, 64}}, {100, 200}) == Size{64, 64});
    CHECK(trainingSize({.exact = Size{64, 64}}, many(3, {100, 200})).reason == SizeReason::Asked);
    const SizeWish going{.model = Size{40, 64}};
    CHECK(sizeFor(going, {100, 100}) == Size{40, 64});
    CHECK(trainingSize(going, many(3, {100, 100})).reason == SizeReason::Model);
    CHECK(sizeFor({.longer = 64, .model = Size{40, 64}}, {100, 100}) == Size{40, 64});
    CHECK(sizeFor({.longer = 128, .model = Size{40, 64}}, {100, 100}) == Size{80, 128});
    CHECK(sizeFor({.exact = Size{96, 64}, .model = Size{40, 64}}, {100, 100}) == Size{96, 64});
}

TEST_CASE("a model that goes on from the built-in portraits stays square, whatever shape the pictures have")
{
    const std::filesystem::path portraits = IMAGO_SOURCE_DIR "/resources/models/portraits";
    const auto going = [&](const SizeWish &wish) { return sizeFor(withModel(wish, portraits), {100, 160}); };
    CHECK(going({}) == Size{64, 64});
    CHECK(going({.longer = 64}) == Size{64, 64});
    CHECK(going({.longer = 72}) == Size{72, 72});
    CHECK(going({.longer = 256}) == Size{256, 256});
    CHECK(going({.exact = Size{40, 64}}) == Size{40, 64});
    for (const char *none : {"", "/no/package"})
        CHECK(sizeFor(withModel({.longer = 64}, none), {100, 160}) == Size{40, 64});
}

TEST_CASE("a folder's pictures that can be read decide, upright as they are seen")
{
    const TempDir folder;
    for (std::uint64_t i = 0; i < 5; ++i)
        save(folder / (std::to_string(i) + ".png"), blobs(i, {40, 80}));
    for (const char *broken : {"a.png", "b.png", "c.png"})
        std::ofstream(folder / broken) << "no picture";
    const auto set = openDataset(folder.path());
    REQUIRE(set);
    const TrainingSize chosen = trainingSize({}, *set, 2);
    CHECK(chosen.size == Size{32, 64});
    CHECK(chosen.agreeing == Approx(1.0));
    CHECK(chosen.lookedAt == 0); // all were
    CHECK(trainingSize({}, *set, 1).size == chosen.size);
}

TEST_CASE("where some pictures stand for all, it is told how many")
{
    const TempDir folder;
    for (std::uint64_t i = 0; i < 80; ++i)
        save(folder / (std::to_string(i) + ".png"), blobs(i, {20, 20}));
    const auto set = openDataset(folder.path());
    REQUIRE(set);
    CHECK(trainingSize({}, *set, 2).lookedAt == 64);
}
