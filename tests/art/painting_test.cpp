// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/art/painting.h"
#include "engine/files/resample.h"
#include "tests/support/catch.h"

#include <cmath>
#include <set>
#include <string>

using namespace imago;

namespace {

Image drawn(std::string_view name, Size size, std::uint64_t seed = 1)
{
    INFO(std::string(name));
    Result<Image> picture = art::draw(name, size, seed);
    REQUIRE(picture);
    REQUIRE(picture->size() == size);
    REQUIRE(picture->format() == PixelFormat::Rgba8);
    return *std::move(picture);
}

double meanDifference(const Image &a, const Image &b)
{
    double sum = 0;
    for (std::size_t i = 0; i < a.bytes().size(); ++i)
        sum += std::abs(static_cast<double>(a.bytes()[i]) - b.bytes()[i]);
    return sum / (0.75 * static_cast<double>(a.bytes().size())); // alpha is equal
}

// Spread of the lightness, 0 to 255.
double contrast(const Image &image)
{
    double sum = 0;
    double squares = 0;
    const double count = static_cast<double>(image.width()) * image.height();
    for (std::size_t i = 0; i < image.bytes().size(); i += 4) {
        const double light = 0.3 * image.bytes()[i] + 0.6 * image.bytes()[i + 1] + 0.1 * image.bytes()[i + 2];
        sum += light;
        squares += light * light;
    }
    return std::sqrt(squares / count - sum / count * sum / count);
}

} // namespace

TEST_CASE("there are many paintings and scenes, each with a name of its own")
{
    std::set<std::string_view> names;
    int paintings = 0;
    for (const art::Work &work : art::works()) {
        CHECK(names.insert(work.name).second);
        CHECK(!work.about.empty());
        paintings += work.kind == art::Kind::Painting ? 1 : 0;
    }
    CHECK(paintings >= 16);
    CHECK(static_cast<int>(art::works().size()) - paintings >= 8);
}

TEST_CASE("a work is one picture for each seed, at every size, and like no other work")
{
    std::vector<Image> pictures;
    for (const art::Work &work : art::works()) {
        INFO(std::string(work.name));
        const Image one = drawn(work.name, {64, 64});
        const Image other = drawn(work.name, {64, 64}, 2);
        CHECK(one == drawn(work.name, {64, 64}));
        CHECK(contrast(one) > 6.0);
        for (std::size_t i = 3; i < one.bytes().size(); i += 4)
            REQUIRE(one.bytes()[i] == 255);

        const auto reduced = [](const Image &picture) { return files::resample(picture, {10, 10}); };
        const double sizes = meanDifference(reduced(one), reduced(drawn(work.name, {128, 128})));
        const double seeds = meanDifference(reduced(one), reduced(other));
        CHECK(sizes < 14.0);
        CHECK(seeds > 2.0);
        CHECK(sizes < seeds);

        for (const Image &earlier : pictures)
            CHECK(meanDifference(one, earlier) > 12.0);
        pictures.push_back(one);
    }
}

TEST_CASE("a work is drawn in any proportions")
{
    for (const art::Work &work : art::works()) {
        INFO(std::string(work.name));
        CHECK(contrast(drawn(work.name, {72, art::kLeastSide})) > 3.0);
    }
    for (const char *name : {"impasto", "mosaic", "marbling", "city"})
        CHECK(contrast(drawn(name, {art::kLeastSide, 72})) > 3.0);
}

TEST_CASE("names and sizes that are not there are refused")
{
    for (const Size size : {Size{15, 64}, Size{64, 15}, Size{0, 0}, Size{-5, 64}, Size{4097, 16}}) {
        const auto picture = art::draw("mosaic", size, 1);
        REQUIRE(!picture);
        CHECK(picture.error().code == ErrorCode::BadInput);
    }
    for (const char *name : {"", "Mosaic", "nothing"}) {
        const auto picture = art::draw(name, {64, 64}, 1);
        REQUIRE(!picture);
        CHECK(picture.error().code == ErrorCode::BadInput);
        CHECK(picture.error().subject == name);
    }
    drawn("tartan", {16, 16}, ~std::uint64_t{0});
}
