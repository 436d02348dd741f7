// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/files/resample.h"
#include "tests/support/catch.h"

#include <array>
#include <cmath>
#include <cstring>
#include <numbers>

using namespace imago;
using namespace imago::files;

namespace {

Image filled(Size size, std::array<std::uint8_t, 4> color)
{
    Image image(size);
    for (std::size_t i = 0; i < image.bytes().size(); ++i)
        image.bytes()[i] = color[i % 4];
    return image;
}

/// A soft wave, far below the finest detail that the sizes used here can show.
double wave(double x, double y)
{
    return 127.5 + 80.0 * std::sin(2 * std::numbers::pi * (1.5 * x + y)) * std::cos(2 * std::numbers::pi * y);
}

Image waves(Size size)
{
    Image image = filled(size, {0, 0, 0, 255});
    for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < size.width; ++x) {
            image.row(y)[4 * x] =
                static_cast<std::uint8_t>(std::lround(wave((x + 0.5) / size.width, (y + 0.5) / size.height)));
        }
    }
    return image;
}

int largestDifference(const Image &a, const Image &b, int border)
{
    REQUIRE(a.size() == b.size());
    int most = 0;
    for (int y = border; y < a.height() - border; ++y) {
        for (int x = border; x < a.width() - border; ++x)
            most = std::max(most, std::abs(a.row(y)[4 * x] - b.row(y)[4 * x]));
    }
    return most;
}

} // namespace

TEST_CASE("one colour stays that colour at every size")
{
    const Image image = filled({13, 9}, {200, 100, 7, 90});
    for (const Size size : {Size{1, 1}, Size{5, 40}, Size{13, 9}, Size{100, 3}})
        CHECK(resample(image, size) == filled(size, {200, 100, 7, 90}));
    CHECK(resample(filled({1, 1}, {9, 8, 7, 255}), {4, 4}) == filled({4, 4}, {9, 8, 7, 255}));
}

TEST_CASE("a soft picture keeps its shape and place when it grows or shrinks")
{
    CHECK(largestDifference(resample(waves({64, 48}), {160, 150}), waves({160, 150}), 10) <= 2);
    CHECK(largestDifference(resample(waves({300, 200}), {64, 48}), waves({64, 48}), 4) <= 2);
}

TEST_CASE("fine stripes become even grey when they are too fine to show")
{
    Image image = filled({256, 8}, {255, 255, 255, 255});
    for (int y = 0; y < 8; ++y) {
        for (int x = 0; x < 256; x += 2)
            std::memset(image.row(y) + 4 * x, 0, 3);
    }
    const Image small = resample(image, {40, 4});
    for (int x = 2; x < 38; ++x)
        CHECK(std::abs(small.row(2)[4 * x] - 128) <= 6);
}

TEST_CASE("transparent pixels lend no colour to their neighbours")
{
    Image image = filled({16, 16}, {255, 0, 0, 255});
    for (int y = 0; y < 16; ++y) {
        for (int x = 8; x < 16; ++x) {
            const std::uint8_t green[4] = {0, 255, 0, 0};
            std::memcpy(image.row(y) + 4 * x, green, 4);
        }
    }
    for (const Size size : {Size{7, 7}, Size{50, 50}}) {
        const Image result = resample(image, size);
        for (std::size_t at = 0; at < result.bytes().size(); at += 4) {
            if (result.bytes()[at + 3] > 0)
                CHECK(result.bytes()[at + 1] == 0);
        }
    }
}

TEST_CASE("16 bits stay 16 bits")
{
    const Image wide = waves({64, 48}).converted(PixelFormat::Rgba16);
    const Image result = resample(wide, {160, 150});
    CHECK(result.format() == PixelFormat::Rgba16);
    CHECK(largestDifference(result.converted(PixelFormat::Rgba8), waves({160, 150}), 10) <= 2);
}
