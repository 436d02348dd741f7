// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/random.h"
#include "engine/latent/backdrop.h"
#include "engine/latent/likeness.h"
#include "engine/latent/point.h"
#include "tests/support/catch.h"

#include <array>
#include <cmath>
#include <functional>

using namespace imago;
using namespace imago::latent;

namespace {

using Rgb = std::array<int, 3>;

constexpr int kSide = 64;
constexpr double kMet = 0.03; // a colour error inside the portrait that every render has

Image pictureOf(const std::function<Rgb(int x, int y)> &colour)
{
    Image image({kSide, kSide});
    for (int y = 0; y < kSide; ++y) {
        for (int x = 0; x < kSide; ++x) {
            const Rgb rgb = colour(x, y);
            std::uint8_t *pixel = image.row(y) + 4 * x;
            for (std::size_t c = 0; c < 3; ++c)
                pixel[c] = static_cast<std::uint8_t>(rgb[c]);
            pixel[3] = 255;
        }
    }
    return image;
}

bool isHead(int x, int y)
{
    return std::pow((x - 32) / 16.0, 2) + std::pow((y - 34) / 22.0, 2) < 1.0;
}

// Head, hair and shoulders, so much brighter than they should be.
Image portrait(int brighter = 0)
{
    Image image = pictureOf([brighter](int x, int y) -> Rgb {
        const Rgb colour = !isHead(x, y) ? Rgb{70, 80, 110} : y < 24 ? Rgb{60, 40, 30} : Rgb{214, 170, 140};
        return {colour[0] + brighter, colour[1] + brighter, colour[2] + brighter};
    });
    for (int y = 0; y < kSide; ++y) {
        for (int x = 0; x < kSide; ++x) {
            if (!isHead(x, y) && (y <= 52 || std::abs(x - 32) >= 26))
                std::fill_n(image.row(y) + 4 * x, 4, std::uint8_t{0});
        }
    }
    return image;
}

Image before(const Image &backdrop)
{
    const Image cutout = portrait();
    return pictureOf([&](int x, int y) -> Rgb {
        const std::uint8_t *pixel = (cutout.row(y)[4 * x + 3] == 255 ? cutout : backdrop).row(y) + 4 * x;
        return {pixel[0], pixel[1], pixel[2]};
    });
}

Image landscape()
{
    return pictureOf([](int x, int y) -> Rgb {
        if (y < 32 + 6 * std::sin(x / 9.0))
            return {120 + y, 160 + y, 230};
        return {60 + y / 2, 120, 50};
    });
}

Image noise()
{
    return pictureOf([](int x, int y) -> Rgb {
        const std::uint64_t bits = mixSeed(static_cast<std::uint64_t>(y * kSide + x), 7);
        return {int(bits & 255), int(bits >> 8 & 255), int(bits >> 16 & 255)};
    });
}

double distanceOf(const Image &picture, const Image &drawn)
{
    return distanceFromPortraits(kMet, unexplainedShare(drawn, picture));
}

} // namespace

TEST_CASE("a portrait before a plain backdrop is inside the portraits' world, whatever its colour and light")
{
    for (const Rgb &colour : {Rgb{150, 165, 180}, Rgb{217, 204, 180}, Rgb{77, 77, 90}, Rgb{214, 170, 140}}) {
        const Image picture = before(pictureOf([&](int, int) { return colour; }));
        CHECK(unexplainedShare(portrait(), picture) < 0.01);
        CHECK(distanceOf(picture, portrait(12)) < kInsideDistance);
    }
    const Image lit = overBackdrop(portrait(), neutralPoint().attributes);
    CHECK(unexplainedShare(portrait(), lit) < 0.15);
    CHECK(distanceOf(lit, portrait(12)) < kInsideDistance);
}

TEST_CASE("a busy backdrop takes a portrait no farther than near")
{
    CHECK(distanceOf(before(landscape()), portrait(12)) < kFarDistance);
    CHECK(distanceOf(before(noise()), portrait(12)) < kFarDistance);
}

TEST_CASE("a plain colour, a landscape and noise are far away, however well colours are met")
{
    const Rgb beige{225, 205, 180};
    const Image plain = pictureOf([&](int, int) { return beige; });
    CHECK(distanceOf(plain, portrait()) >= kFarDistance);
    CHECK(distanceOf(plain, Image({kSide, kSide})) >= kFarDistance); // and nothing drawn on it explains nothing
    CHECK(distanceOf(landscape(), portrait()) >= kFarDistance);
    CHECK(distanceOf(noise(), portrait()) >= kFarDistance);
}

TEST_CASE("a portrait whose colours are missed is far away before any backdrop")
{
    CHECK(distanceFromPortraits(0.14, 0.0) == 1.0);
    CHECK(distanceFromPortraits(0.045, 0.0) == 0.0);
    CHECK(distanceFromPortraits(0.0, 1.0) == 1.0);
}
