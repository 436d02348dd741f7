// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/random.h"
#include "engine/latent/backdrop.h"
#include "tests/support/catch.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

using namespace imago;
using namespace imago::latent;

namespace {

constexpr int kSide = 64;

// A head so wide and high, on shoulders.
Image portrait(double wide = 16.0, double high = 22.0)
{
    Image image({kSide, kSide});
    for (int y = 0; y < kSide; ++y) {
        for (int x = 0; x < kSide; ++x) {
            constexpr std::array<std::uint8_t, 4> kHair{60, 40, 30, 255}, kSkin{214, 170, 140, 255},
                kClothes{70, 80, 110, 255};
            std::uint8_t *pixel = image.row(y) + 4 * x;
            if (std::pow((x - 32) / wide, 2) + std::pow((y - 34) / high, 2) < 1.0)
                std::ranges::copy(y < 24 ? kHair : kSkin, pixel);
            else if (y > 52 && std::abs(x - 32) < 26)
                std::ranges::copy(kClothes, pixel);
        }
    }
    return image;
}

Attributes withBackground(float hue, float saturation, float lightness)
{
    Attributes attributes = neutralPoint().attributes;
    attributes[BackgroundHue] = hue;
    attributes[BackgroundSaturation] = saturation;
    attributes[BackgroundLightness] = lightness;
    return attributes;
}

// The largest difference between two backdrops, of 255.
int difference(const Attributes &first, const Attributes &second)
{
    const Image one = overBackdrop(Image({kSide, kSide}), first);
    const Image two = overBackdrop(Image({kSide, kSide}), second);
    int most = 0;
    for (std::size_t i = 0; i < one.bytes().size(); ++i)
        most = std::max(most, std::abs(int(one.bytes()[i]) - int(two.bytes()[i])));
    return most;
}

int medianAtBorders(const Image &picture, const Image &cutout, int channel)
{
    constexpr int kBroad = 10;
    std::vector<int> values;
    for (int y = 0; y < kSide; ++y) {
        for (int x = 0; x < kSide; ++x) {
            if (std::min({x, kSide - 1 - x, y}) < kBroad && cutout.row(y)[4 * x + 3] == 0)
                values.push_back(picture.row(y)[4 * x + channel]);
        }
    }
    std::ranges::nth_element(values, values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2));
    return values[values.size() / 2];
}

} // namespace

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

TEST_CASE("the backdrop that a portrait was laid over is read from the picture, whatever its colour and light")
{
    constexpr std::array<std::array<float, 3>, 10> kColours = {{{210, 0.25F, 0.45F},
                                                                {0, 1, 0.5F},
                                                                {60, 0.5F, 0.9F},
                                                                {120, 0.3F, 0.1F},
                                                                {300, 0.8F, 0.3F},
                                                                {30, 1, 0.8F},
                                                                {180, 0.05F, 0.97F},
                                                                {200, 0, 0.5F},
                                                                {0, 0, 1},
                                                                {0, 0, 0}}};
    for (const auto &colour : kColours) {
        for (const float light : {-50.0F, 0.0F, 50.0F}) {
            Attributes truth = withBackground(colour[0], colour[1], colour[2]);
            truth[LightDirection] = light;
            const Image picture = overBackdrop(portrait(), truth);
            Attributes guess = neutralPoint().attributes;
            guess[LightDirection] = light;
            const auto read = withBackdropOf(picture, portrait(), guess);
            REQUIRE(read);
            CHECK(difference(*read, truth) <= 2);
            CHECK(std::equal(guess.begin(), guess.begin() + BackgroundHue, read->begin()));
            // a cut-out that misses much of the hair tells the same
            const auto missed = withBackdropOf(picture, portrait(12.0, 20.0), guess);
            REQUIRE(missed);
            CHECK(difference(*missed, truth) <= 2);
        }
    }
}

TEST_CASE("a grey backdrop keeps the hue that was")
{
    const auto read = withBackdropOf(overBackdrop(portrait(), withBackground(0, 0, 0.6F)), portrait(),
                                     withBackground(123, 0.8F, 0.2F));
    REQUIRE(read);
    CHECK((*read)[BackgroundSaturation] == 0.0F);
    CHECK((*read)[BackgroundHue] == 123.0F);
}

TEST_CASE("a noisy backdrop with other things in it gives its median")
{
    Image picture = portrait();
    for (int y = 0; y < kSide; ++y) {
        for (int x = 0; x < kSide; ++x) {
            std::uint8_t *pixel = picture.row(y) + 4 * x;
            if (pixel[3] == 255)
                continue;
            Random random(mixSeed(static_cast<std::uint64_t>(y * kSide + x), 7));
            const bool leaf = random.chance(0.2);
            constexpr std::array<int, 3> kWall{150, 165, 120}, kLeaf{30, 60, 20};
            for (std::size_t c = 0; c < 3; ++c) {
                const int noise = static_cast<int>(random.below(81)) - 40;
                pixel[c] = static_cast<std::uint8_t>(leaf ? kLeaf[c] : kWall[c] + noise);
            }
            pixel[3] = 255;
        }
    }
    const auto read = withBackdropOf(picture, portrait(), neutralPoint().attributes);
    REQUIRE(read);
    const Image drawn = overBackdrop(portrait(), *read);
    for (int channel = 0; channel < 3; ++channel)
        CHECK(std::abs(medianAtBorders(drawn, portrait(), channel) - medianAtBorders(picture, portrait(), channel)) <=
              6);
}

TEST_CASE("a cut-out, and a portrait that leaves no borders free, tell nothing of a backdrop")
{
    const Attributes attributes = neutralPoint().attributes;
    CHECK_FALSE(withBackdropOf(portrait(), portrait(), attributes));
    CHECK_FALSE(withBackdropOf(portrait(), portrait(12.0, 20.0), attributes));
    CHECK_FALSE(withBackdropOf(Image({kSide, kSide}), Image({kSide, kSide}), attributes));
    const Image close = overBackdrop(portrait(60.0, 60.0), attributes);
    CHECK_FALSE(withBackdropOf(close, portrait(60.0, 60.0), attributes));
}
