// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dataset/few_samples.h"
#include "engine/dataset/kept_listing.h"
#include "engine/dataset/picture_samples.h"
#include "engine/files/save_file.h"
#include "tests/dataset/made_pictures.h"
#include "tests/support/catch.h"
#include "tests/support/temp_dir.h"

#include <atomic>
#include <cstring>
#include <filesystem>
#include <set>
#include <vector>

using namespace imago;
using namespace imago::dataset;
using imago::test::blobs;
using imago::test::save;

namespace {

struct Sample
{
    train::PictureHead head;
    std::vector<float> attributes;
    Image picture;
};

Sample drawn(const PictureSamples &samples, std::size_t index)
{
    std::vector<std::uint8_t> bytes(samples.sampleBytes());
    REQUIRE(samples.draw(index, bytes));
    Sample sample;
    std::memcpy(&sample.head, bytes.data(), sizeof(sample.head));
    sample.attributes.resize(samples.set().attributes.size());
    std::memcpy(sample.attributes.data(), bytes.data() + sizeof(sample.head), 4 * sample.attributes.size());
    sample.picture =
        straight(std::span(bytes).subspan(sizeof(sample.head) + 4 * sample.attributes.size()), samples.set().size);
    return sample;
}

std::shared_ptr<const PictureSamples> opened(const std::filesystem::path &folder, const std::filesystem::path &cache,
                                             const PictureSamplesOptions &options = {})
{
    const auto set = openDataset(folder);
    REQUIRE(set);
    auto samples = PictureSamples::open(*set, options, cache);
    if (!samples)
        FAIL(describe(samples.error()));
    REQUIRE(*samples);
    return *samples;
}

} // namespace

TEST_CASE("samples carry the picture, its class and its numbers, and outlive the folder")
{
    const test::TempDir folder;
    const test::TempDir work;
    for (int i = 0; i < 12; ++i)
        save(folder / ("p" + std::to_string(10 + i) + ".png"), blobs(static_cast<std::uint64_t>(i), {64, 64}));
    std::string table = "file,label,age\n";
    for (int i = 0; i < 12; ++i)
        table += "p" + std::to_string(10 + i) + ".png," + (i % 2 == 0 ? "even," : "odd,") + std::to_string(i) + "\n";
    REQUIRE(files::saveFile(folder / "labels.csv", table));
    const auto samples = opened(folder.path(), work / "cache", {.heldOut = 0.25, .threads = 2});
    CHECK(samples->set().training == 9);
    CHECK(samples->set().heldOut == 3);
    CHECK_FALSE(samples->set().alpha);
    std::set<std::uint32_t> items;
    for (std::size_t i = 0; i < 12; ++i) {
        const Sample sample = drawn(*samples, i);
        items.insert(sample.head.item);
        CHECK(sample.head.classIndex == static_cast<int>(sample.head.item % 2));
        CHECK(sample.attributes == std::vector<float>{static_cast<float>(sample.head.item)});
        CHECK(sample.picture == blobs(sample.head.item, {64, 64}));
    }
    CHECK(items.size() == 12);
    std::vector<std::uint8_t> room(samples->sampleBytes());
    CHECK_FALSE(samples->draw(12, room));

    SECTION("the cache is taken over, and another form replaces it") {
        std::atomic<int> reports = 0;
        const auto set = openDataset(folder.path());
        const auto again =
            PictureSamples::open(*set, {.heldOut = 0.25}, work / "cache", [&](auto, auto) { ++reports; });
        REQUIRE(again);
        CHECK(reports == 0);
        CHECK((*again)->fingerprint() == samples->fingerprint());
        const auto other = PictureSamples::open(*set, {.size = {32, 16}, .heldOut = 0.25}, work / "cache",
                                                [&](auto, auto) { ++reports; });
        REQUIRE(other);
        CHECK(reports > 0);
        CHECK((*other)->fingerprint() != samples->fingerprint());
        CHECK(drawn(*samples, 0).picture == blobs(drawn(*samples, 0).head.item, {64, 64})); // the old mapping lives on
    }
    SECTION("the cache is enough where the folder has changed") {
        save(folder / "added.png", blobs(99));
        std::filesystem::remove(folder / "p10.png");
        const auto kept = PictureSamples::reopen(folder.path(), {.heldOut = 0.25}, work / "cache");
        REQUIRE(kept);
        CHECK((*kept)->fingerprint() == samples->fingerprint());
        CHECK((*kept)->set().classes == samples->set().classes);
        CHECK((*kept)->set().attributes == samples->set().attributes);
        CHECK((*kept)->dataset().name(0) == "p10.png");
        CHECK((*kept)->dataset().fingerprint() == samples->dataset().fingerprint());
        for (std::size_t i = 0; i < 12; ++i) {
            const Sample sample = drawn(**kept, i);
            CHECK(sample.head.item == drawn(*samples, i).head.item);
            CHECK(sample.head.classIndex == drawn(*samples, i).head.classIndex);
            CHECK(sample.attributes == drawn(*samples, i).attributes);
            CHECK(sample.picture == drawn(*samples, i).picture);
        }
    }
    SECTION("a cache that is none, or of another form, is not reopened") {
        const auto code = [&](const PictureSamplesOptions &options) {
            const auto kept = PictureSamples::reopen(folder.path(), options, work / "cache");
            return kept ? ErrorCode::Internal : kept.error().code;
        };
        CHECK(code({.size = {32, 16}}) == ErrorCode::BadInput);
        CHECK(code({.fit = Fit::Pad}) == ErrorCode::BadInput);
        std::filesystem::resize_file(work / "cache", std::filesystem::file_size(work / "cache") - 1);
        CHECK(code({}) == ErrorCode::FileDamaged);
        REQUIRE(files::saveFile(work / "cache", "no cache"));
        CHECK(code({}) == ErrorCode::FileDamaged);
        std::filesystem::remove(work / "cache");
        CHECK(code({}) == ErrorCode::FileMissing);
    }
    SECTION("a copy of the folder has the same fingerprint") {
        const test::TempDir copy;
        std::filesystem::copy(folder.path(), copy / "x", std::filesystem::copy_options::recursive);
        CHECK(opened(copy / "x", work / "other", {.heldOut = 0.25})->fingerprint() == samples->fingerprint());
    }
}

TEST_CASE("a listing cut anywhere, or with labels that are none, is damaged")
{
    const test::TempDir folder;
    for (const char *name : {"cats/1.png", "cats/2.png", "dogs/1.png"})
        save(folder / name, blobs(1));
    const auto set = openDataset(folder.path());
    REQUIRE(set);
    std::vector<std::uint8_t> listing = listingOf(*set);
    const auto back = datasetFrom(listing, 3, set->fingerprint(), folder.path());
    REQUIRE(back);
    CHECK(back->classNames() == set->classNames());
    CHECK(back->name(2) == "dogs/1.png");
    CHECK(back->classIndex(2) == 1);
    CHECK(back->labelSource() == LabelSource::Folders);
    CHECK_FALSE(datasetFrom(listing, 2, 0, folder.path()));
    CHECK_FALSE(datasetFrom(listing, 4, 0, folder.path()));
    for (std::size_t length = 0; length < listing.size(); ++length)
        CHECK_FALSE(datasetFrom(std::span(listing).first(length), 3, 0, folder.path()));
    listing[listing.size() - 5] = 2; // the last picture's class, of two
    CHECK_FALSE(datasetFrom(listing, 3, 0, folder.path()));
}

TEST_CASE("what can't be used is left out and counted, and too little is refused")
{
    const test::TempDir folder;
    const test::TempDir work;
    save(folder / "a.png", blobs(1));
    save(folder / "b.png", blobs(2));
    std::filesystem::copy(folder / "a.png", folder / "copy.png");
    REQUIRE(files::saveFile(folder / "broken.png", "no picture"));
    save(folder / "tiny.png", blobs(3, {6, 6}));
    auto samples = opened(folder.path(), work / "cache");
    CHECK(samples->set().training == 2);
    CHECK(samples->leftOut().broken == 1);
    CHECK(samples->leftOut().duplicates == 1);
    CHECK(samples->leftOut().small == 1);
    CHECK(samples->facts(2).trouble == Trouble::Unsupported);
    CHECK(opened(folder.path(), work / "cache", {.useDuplicates = true})->set().training == 3);

    std::filesystem::remove(folder / "b.png");
    const auto one = PictureSamples::open(*openDataset(folder.path()), {}, work / "one");
    REQUIRE_FALSE(one);
    CHECK(one.error().code == ErrorCode::BadInput);
}

TEST_CASE("near-duplicates lie on one side of the split")
{
    const test::TempDir folder;
    const test::TempDir work;
    for (std::uint64_t i = 0; i < 20; ++i) {
        const std::string name = std::to_string(100 + i);
        save(folder / (name + ".png"), blobs(i, {96, 64}));
        save(folder / (name + "-small.jpg"), blobs(i, {60, 40}));
    }
    const auto samples = opened(folder.path(), work / "cache", {.heldOut = 0.3});
    REQUIRE(samples->set().heldOut == 12);
    std::set<std::string> heldOut;
    for (std::size_t i = samples->set().training; i < 40; ++i)
        heldOut.insert(samples->dataset().name(samples->item(i)).substr(0, 3));
    CHECK(heldOut.size() == 6);
}

TEST_CASE("a stop, a folder that goes away and a full disk leave nothing behind")
{
    const test::TempDir folder;
    const test::TempDir work;
    for (std::uint64_t i = 0; i < 4; ++i)
        save(folder / ("pictures/" + std::to_string(i) + ".png"), blobs(i));
    const auto set = openDataset(folder / "pictures");
    REQUIRE(set);
    SECTION("a stop") {
        std::stop_source source;
        source.request_stop();
        const auto samples = PictureSamples::open(*set, {}, work / "cache", {}, source.get_token());
        REQUIRE(samples);
        CHECK(*samples == nullptr);
    }
    SECTION("a folder that goes away") {
        std::filesystem::remove_all(folder / "pictures");
        const auto samples = PictureSamples::open(*set, {}, work / "cache");
        REQUIRE_FALSE(samples);
        CHECK(samples.error().code == ErrorCode::FileMissing);
    }
    SECTION("no place to write") {
        const auto samples = PictureSamples::open(*set, {}, work / "no/such/folder/cache");
        REQUIRE_FALSE(samples);
    }
    CHECK(std::filesystem::is_empty(work.path()));
}

TEST_CASE("pictures of another shape are cropped or padded, and transparency stays")
{
    Image wide({80, 40});
    for (int y = 0; y < 40; ++y) {
        for (int x = 0; x < 80; ++x) {
            const bool middle = x >= 20 && x < 60;
            std::uint8_t *pixel = wide.row(y) + 4 * x;
            pixel[0] = middle ? 200 : 10;
            pixel[1] = pixel[2] = 10;
            pixel[3] = 255;
        }
    }
    const Image cropped = fitted(wide, {16, 16}, Fit::Crop);
    CHECK(cropped.row(8)[0] == 200);
    CHECK(cropped.row(0)[4 * 15] == 200);
    const Image padded = fitted(wide, {16, 16}, Fit::Pad);
    CHECK(padded.row(0)[0] <= 12);
    CHECK(padded.row(0)[3] == 255);
    CHECK(padded.row(8)[4 * 8] == 200);
    wide.row(0)[3] = 0;
    CHECK(fitted(wide, {16, 16}, Fit::Pad).row(0)[3] == 0);
    const Image small = blobs(1, {28, 28});
    const Image framed = fitted(small, {32, 32}, Fit::Pad); // not enlarged: the pixels are the file's
    for (int y = 0; y < 28; ++y)
        CHECK(std::memcmp(framed.row(y + 2) + 8, small.row(y), small.bytesPerRow()) == 0);
}

TEST_CASE("transparent pictures are put on white where that is wished, and are other samples then")
{
    const test::TempDir folder;
    const test::TempDir work;
    Image shade({32, 32}); // half transparent black
    for (std::size_t at = 3; at < shade.bytes().size(); at += 4)
        shade.bytes()[at] = 128;
    save(folder / "opaque.png", blobs(1, {32, 32}));
    save(folder / "shade.png", shade);
    const auto with = [&](bool onWhite) {
        return opened(folder.path(), work / "cache", {.size = {32, 32}, .heldOut = 0, .onWhite = onWhite});
    };
    const auto glass = with(false);
    const auto white = with(true);
    CHECK(glass->set().alpha);
    CHECK_FALSE(white->set().alpha);
    CHECK(white->fingerprint() != glass->fingerprint());
    CHECK(drawn(*white, 0).picture == blobs(1, {32, 32}));
    const Image seen = drawn(*white, 1).picture;
    CHECK(seen.row(7)[0] == 127);
    CHECK(seen.row(7)[3] == 255);

    std::filesystem::remove(folder / "shade.png");
    save(folder / "another.png", blobs(2, {32, 32}));
    CHECK(with(true)->fingerprint() == with(false)->fingerprint()); // it changes nothing
}

TEST_CASE("a training's cost is measured on pictures of the kind that it will have")
{
    const test::TempDir folder;
    const test::TempDir work;
    const auto check = [&](bool grey, bool transparent, const train::LeaveOut &leaveOut = {}, bool onWhite = false) {
        const auto set = openDataset(folder.path());
        REQUIRE(set);
        const PictureSamplesOptions options{
            .size = {32, 32}, .heldOut = 0.25, .leaveOut = leaveOut, .onWhite = onWhite};
        const auto few = FewSamples::read(*set, options);
        REQUIRE(few);
        const auto all = opened(folder.path(), work / "cache", options);
        CHECK((*few)->set().training + (*few)->set().heldOut == set->size());
        for (const train::PictureSet &pictures : {(*few)->set(), all->set()}) {
            CHECK(pictures.grey == grey);
            CHECK(pictures.alpha == transparent);
            CHECK(pictures.size == Size{32, 32});
        }
    };
    for (std::uint64_t i = 0; i < 8; ++i)
        save(folder / ("grey-" + std::to_string(i) + ".png"), blobs(i, {40, 40}, true));
    check(true, false);
    Image glass = blobs(90, {40, 40}, true);
    glass.bytes()[3] = 0;
    save(folder / "grey-glass.png", glass);
    check(true, true);
    save(folder / "zebra.png", blobs(77, {40, 40}));
    check(false, true);
    check(false, false, {}, true);
    check(true, true, {.rareColor = true});
    check(true, false, {.rareColor = true, .rareAlpha = true});
}
