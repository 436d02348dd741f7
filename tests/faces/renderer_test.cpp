// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/faces/identity.h"
#include "engine/faces/renderer.h"
#include "engine/latent/population.h"
#include "tests/faces/face_fixture.h"
#include "tests/support/catch.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <thread>

using namespace imago;
using namespace imago::faces;
using test::drawn;
using test::meanDifference;
using test::renderer;

namespace {

latent::Point somebody(std::uint64_t index, latent::Coupling coupling = latent::Coupling::Independent)
{
    Random random(mixSeed(2024, index));
    return latent::samplePoint(random, coupling);
}

// A point at which every attribute shows: bare of what would cover another.
latent::Point revealing(std::size_t attribute)
{
    latent::Point point = latent::neutralPoint();
    latent::Attributes &a = point.attributes;
    if (attribute == latent::EyesClosed || attribute == latent::GazeX || attribute == latent::GazeY)
        a[latent::HairLength] = 0.2F;
    if (attribute == latent::HairSweep || attribute == latent::HairPart)
        a[latent::HairLength] = 0.6F;
    return point;
}

} // namespace

TEST_CASE("the picture is the same bytes on any number of threads")
{
    for (std::uint64_t i = 0; i < 4; ++i) {
        const latent::Point point = somebody(i);
        for (const int side : {96, 200}) {
            DrawOptions options;
            options.parts = true;
            const Drawing one = drawn(point, side, options);
            for (const int threads : {2, 5}) {
                options.threads = threads;
                const Drawing several = drawn(point, side, options);
                INFO("person " << i << ", " << side << " pixels, " << threads << " threads");
                REQUIRE(several.cutout == one.cutout);
                REQUIRE(several.parts == one.parts);
            }
        }
    }
}

TEST_CASE("draws at the same time do not disturb each other")
{
    std::array<Drawing, 4> alone, together;
    for (std::size_t i = 0; i < alone.size(); ++i)
        alone[i] = drawn(somebody(i), 64);
    {
        std::vector<std::jthread> threads;
        for (std::size_t i = 0; i < together.size(); ++i)
            threads.emplace_back([&, i] { together[i] = drawn(somebody(i), 64); });
    }
    for (std::size_t i = 0; i < alone.size(); ++i)
        CHECK(alone[i].cutout == together[i].cutout);
}

TEST_CASE("a portrait looks alike at every size")
{
    for (std::uint64_t i = 0; i < 6; ++i) {
        const latent::Point point = somebody(i, latent::Coupling::Natural);
        const Image small = drawn(point, 64).cutout;
        for (const int factor : {2, 4, 8}) {
            const Image reduced = test::reduced(drawn(point, 64 * factor).cutout, factor);
            INFO("person " << i << ", " << 64 * factor << " pixels");
            CHECK(meanDifference(small, reduced) < 7.0);
        }
    }
}

TEST_CASE("every attribute that the networks see changes the portrait, the backdrop's do not")
{
    const auto table = latent::portraitAttributes();
    for (std::size_t i = 0; i < table.size(); ++i) {
        latent::Point low = revealing(i), high = low;
        low.attributes[i] = table[i].safeLow;
        high.attributes[i] = table[i].safeHigh;
        const Image at = drawn(low, 96).cutout, to = drawn(high, 96).cutout;
        INFO(table[i].name << " changes it by " << meanDifference(at, to));
        if (table[i].backdrop)
            CHECK(at == to);
        else
            CHECK(meanDifference(at, to) > 0.15);
    }
}

TEST_CASE("every number of the identity changes the portrait a little, and smoothly")
{
    latent::Point base = latent::neutralPoint();
    base.attributes[latent::Glasses] = 1;
    base.attributes[latent::HairLength] = 0.6F;
    for (std::size_t i = 0; i < latent::kIdentitySize; ++i) {
        base.attributes[latent::Age] =
            i == Neckline ? 8.0F : 30.0F; // of adults the frame shows hardly more than the neck
        const Image mean = drawn(base, 96).cutout;
        latent::Point far = base, near = base;
        far.z[i] = 2.0F;
        near.z[i] = 0.02F;
        const double farChange = meanDifference(mean, drawn(far, 96).cutout);
        const double nearChange = meanDifference(mean, drawn(near, 96).cutout);
        INFO("z" << i << ": " << farChange << " far, " << nearChange << " near");
        CHECK(farChange > 0.02);
        CHECK(nearChange < 0.6);
        CHECK(nearChange < farChange);
    }
}

TEST_CASE("an identity far out is held back")
{
    latent::Identity z{};
    z[0] = 3.0F;
    CHECK(restrained(z) == z);
    z.fill(3.0F);
    const latent::Identity held = restrained(z);
    double squares = 0;
    for (std::size_t i = 0; i < kShapeSize; ++i)
        squares += static_cast<double>(held[i]) * static_cast<double>(held[i]);
    CHECK(std::sqrt(squares) < 9.0);
    CHECK(held[latent::kIdentitySize - 1] == 3.0F);
    CHECK(share(0.0F) == 0.5F);
    CHECK(share(3.0F) > 0.97F);
}

TEST_CASE("the part map says what people see where")
{
    latent::Point point = latent::neutralPoint();
    point.attributes[latent::Glasses] = 1;
    point.attributes[latent::BeardLength] = 0.5F;
    point.attributes[latent::MouthOpen] = 0.8F;
    constexpr int kSide = 128;
    DrawOptions options;
    options.parts = true;
    const Drawing drawing = drawn(point, kSide, options);
    REQUIRE(drawing.parts.size() == kSide * kSide);
    std::array<int, kPartCount> count{};
    for (const Part part : drawing.parts)
        ++count[static_cast<std::size_t>(part)];
    for (int part = 0; part < kPartCount; ++part) {
        INFO("part " << part);
        CHECK(count[static_cast<std::size_t>(part)] > 8);
    }
    for (std::size_t i = 0; i < drawing.parts.size(); ++i) {
        const int alpha = drawing.cutout.bytes()[4 * i + 3];
        REQUIRE((alpha >= 128) == (drawing.parts[i] != Part::Backdrop));
    }
    const auto at = [&](double x, double y) {
        return drawing
            .parts[static_cast<std::size_t>(y * kSide) * kSide + static_cast<std::size_t>(x * kSide)];
    };
    CHECK(at(0.5, 0.30) == Part::Skin); // the forehead
    CHECK(at(0.03, 0.03) == Part::Backdrop);
    CHECK(at(0.25, 0.98) == Part::Clothes);
    CHECK(drawn(point, kSide).parts.empty());
}

TEST_CASE("teeth and eyeballs show in their openings only, whatever the face does")
{
    constexpr int kSide = 160;
    DrawOptions options;
    options.parts = true;
    for (std::uint64_t i = 0; i < 60; ++i) {
        latent::Point point = somebody(i);
        latent::Attributes &a = point.attributes;
        a[latent::BeardLength] = a[latent::HairLength] = a[latent::Glasses] = 0;
        a[i % 3 == 0 ? latent::Surprise : latent::Smile] = 1;
        const auto parts = drawn(point, kSide, options).parts;
        // Every connected piece of an inner part touches its outer one: lips, or the lids' lashes beside the
        // iris.
        std::vector<bool> seen(parts.size());
        int mouths = 0, eyes = 0;
        for (std::size_t start = 0; start < parts.size(); ++start) {
            const Part part = parts[start];
            if (seen[start] || (part != Part::MouthInside && part != Part::Eye))
                continue;
            std::vector<std::size_t> piece = {start};
            seen[start] = true;
            bool lips = false;
            for (std::size_t k = 0; k < piece.size(); ++k) {
                for (const std::size_t next :
                     {piece[k] - 1, piece[k] + 1, piece[k] - kSide, piece[k] + kSide}) {
                    lips = lips || parts[next] == Part::Lips;
                    if (parts[next] == part && !seen[next]) {
                        seen[next] = true;
                        piece.push_back(next);
                    }
                }
            }
            if (part == Part::MouthInside && piece.size() > 1) {
                INFO("person " << i << " at " << start % kSide << ", " << start / kSide);
                CHECK(lips);
                ++mouths;
            }
            eyes += part == Part::Eye && piece.size() > 8 ? 1 : 0;
        }
        INFO("person " << i << ": " << mouths << " mouths, " << eyes << " eyes");
        CHECK(eyes <= 2);
    }
}

TEST_CASE("a lowered brow and full cheeks stay behind the glasses")
{
    constexpr int kSide = 160;
    DrawOptions options;
    options.parts = true;
    const auto frame = [&](const latent::Point &point) {
        return std::ranges::count(drawn(point, kSide, options).parts, Part::Glasses);
    };
    for (std::uint64_t i = 0; i < 60; ++i) {
        latent::Point calm = somebody(i);
        latent::Attributes &a = calm.attributes;
        a[latent::Glasses] = 1;
        a[latent::HairLength] = a[latent::Yaw] = a[latent::Anger] = a[latent::Smile] = 0;
        latent::Point angry = calm;
        angry.attributes[latent::Anger] = angry.attributes[latent::Smile] = 1;
        angry.attributes[latent::BrowHeight] = -1;
        INFO("person " << i << ": " << frame(calm) << ", " << frame(angry));
        CHECK(static_cast<double>(frame(angry)) > 0.9 * static_cast<double>(frame(calm)));
    }
}

TEST_CASE("the backdrop shows through and edges keep their colour")
{
    const Image picture = drawn(latent::neutralPoint(), 128).cutout;
    int clear = 0, soft = 0, dark = 0;
    for (std::size_t i = 0; i < picture.bytes().size(); i += 4) {
        const auto pixel = picture.bytes().subspan(i, 4);
        clear += pixel[3] == 0;
        if (pixel[3] > 0 && pixel[3] < 255) {
            ++soft;
            dark += pixel[0] + pixel[1] + pixel[2] < 24;
        }
    }
    CHECK(clear > 128 * 128 / 10);
    CHECK(soft > 100);
    CHECK(dark * 4 < soft); // black fringes would come from premultiplied colours
}

TEST_CASE("16 bits a channel agree with 8")
{
    const latent::Point point = somebody(3);
    DrawOptions options;
    options.format = PixelFormat::Rgba16;
    const Image wide = drawn(point, 64, options).cutout;
    REQUIRE(wide.format() == PixelFormat::Rgba16);
    CHECK(meanDifference(wide.converted(PixelFormat::Rgba8), drawn(point, 64).cutout) < 0.1);
}

TEST_CASE("a stop ends a draw with an empty picture")
{
    std::stop_source stop;
    stop.request_stop();
    for (const int threads : {1, 3}) {
        DrawOptions options;
        options.threads = threads;
        const auto drawing = renderer().draw(latent::neutralPoint(), 256, options, stop.get_token());
        REQUIRE(drawing);
        CHECK(drawing->cutout.empty());
    }
    const auto picture = test::sharedRenderer()->render(latent::neutralPoint(), {64, 64}, stop.get_token());
    REQUIRE(picture);
    CHECK(*picture == nullptr);
}

TEST_CASE("what cannot be drawn is refused")
{
    for (const int side : {0, 15, 4097, -5})
        CHECK(renderer().draw(latent::neutralPoint(), side, {}).error().code == ErrorCode::BadInput);
    DrawOptions options;
    options.supersampling = 5;
    CHECK(renderer().draw(latent::neutralPoint(), 64, options).error().code == ErrorCode::BadInput);
    CHECK(test::sharedRenderer()->render(latent::neutralPoint(), {64, 32}, {}).error().code ==
          ErrorCode::BadInput);
    latent::Point wild = latent::neutralPoint();
    wild.attributes.fill(std::nanf(""));
    wild.z.fill(1e30F);
    CHECK(renderer().draw(wild, 32, {}).has_value());
}

TEST_CASE("every end of every attribute can be drawn, at any supersampling")
{
    const auto table = latent::portraitAttributes();
    for (std::uint64_t i = 0; i < 40; ++i) {
        Random random(mixSeed(7, i));
        latent::Point point;
        for (std::size_t k = 0; k < table.size(); ++k)
            point.attributes[k] = random.chance(0.5) ? table[k].low : table[k].high;
        for (float &z : point.z)
            z = random.chance(0.5) ? -4.0F : 4.0F;
        DrawOptions options;
        options.supersampling = 1 + static_cast<int>(i % 4);
        const Image picture = drawn(point, 50, options).cutout;
        const std::size_t middle = 4 * (25 * 50 + 25);
        CHECK(picture.bytes()[middle + 3] == 255);
    }
}
