// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/style/neural/octave_picture.h"
#include "tests/support/catch.h"

#include <cmath>

using namespace imago::style::neural;
using torch::Tensor;

namespace {

// Noise of a few pixels in three colours that go together by halves.
Tensor noise(std::int64_t height, std::int64_t width, std::uint64_t seed = 1)
{
    torch::manual_seed(seed);
    const Tensor light = torch::rand({1, 1, height, width});
    return 0.5 * (light + torch::rand({1, 3, height, width}));
}

Tensor part(const Tensor &picture, const Tile &tile)
{
    return picture.narrow(2, tile.top, tile.bottom - tile.top).narrow(3, tile.left, tile.right - tile.left);
}

double largest(const Tensor &values)
{
    return values.abs().max().item<double>();
}

} // namespace

TEST_CASE("octaves add up to their picture, and parts of them to its parts")
{
    for (const auto &[height, width] : {std::pair(64, 64), std::pair(75, 333), std::pair(129, 98)}) {
        INFO(width << " x " << height);
        const Tensor picture = noise(height, width);
        std::vector<Tensor> octaves = octavesOf(picture);
        REQUIRE(octaves.size() == kOctaves + 1);
        for (int i = 0; i <= kOctaves; ++i)
            CHECK(octaves[static_cast<std::size_t>(i)].size(3) == octaveSide(width, i));
        CHECK(largest(fromOctaves(octaves) - picture) < 1e-5);
        const std::int64_t left = 16;
        for (int i = 0; i <= kOctaves; ++i) {
            Tensor &octave = octaves[static_cast<std::size_t>(i)];
            octave = octave.narrow(3, left >> i, octave.size(3) - (left >> i));
        }
        const Tensor cut = fromOctaves(octaves);
        REQUIRE(cut.size(3) == width - left);
        if (width > 100) {
            const std::int64_t rest = width - left - kOctaveReach;
            CHECK(largest(cut.narrow(3, kOctaveReach, rest) - picture.narrow(3, left + kOctaveReach, rest)) < 1e-5);
        }
    }
}

TEST_CASE("what is alike in strength and colour has no distance, grain in one colour has some, however faint")
{
    const Tensor painting = noise(128, 128, 1);
    const OctaveTarget target(octaveCovariances(painting));
    const double same = target.distance(octaveCovariances(painting)).item<double>();
    const double alike = target.distance(octaveCovariances(noise(128, 128, 2))).item<double>();
    CHECK(same < 1e-6);
    CHECK(alike < 0.01);

    const Tensor grey = painting.mean(1, true).expand_as(painting);
    const Tensor faint = torch::tensor({1.0F, 0.0F, -1.0F}).view({1, 3, 1, 1}) * 0.02 * (noise(128, 128, 3) - 0.5);
    const OctaveTarget withoutColor(octaveCovariances(grey));
    CHECK(withoutColor.distance(octaveCovariances(grey)).item<double>() < 1e-3);
    CHECK(withoutColor.distance(octaveCovariances(grey + faint)).item<double>() > 0.1);
}

TEST_CASE("a picture is moved towards another tile by tile, without seams")
{
    const Tensor wanted = noise(96, 160, 7);
    OctavePicture painted(torch::full({1, 3, 96, 160}, 0.5));
    const std::array<Tile, 4> tiles = {Tile{0, 0, 41, 90}, Tile{0, 90, 41, 160}, Tile{41, 0, 96, 90},
                                       Tile{41, 90, 96, 160}};
    const double before = (painted.picture() - wanted).square().mean().item<double>();
    for (int step = 0; step < 150; ++step) {
        painted.refresh();
        for (const Tile &tile : tiles)
            painted.move(tile, part(painted.picture() - wanted, painted.around(tile)), step, 0.03);
    }
    painted.refresh();
    const Tensor off = (painted.picture() - wanted).square();
    CHECK(off.mean().item<double>() < 0.2 * before);
    CHECK(largest(painted.picture() - 0.5) <= 0.5);
    // along the tiles' border as elsewhere
    CHECK(off.narrow(3, 88, 4).mean().item<double>() < 1.6 * off.mean().item<double>());
    CHECK(off.narrow(2, 39, 4).mean().item<double>() < 1.6 * off.mean().item<double>());
}

TEST_CASE("light moves before colour where the picture is fine")
{
    OctavePicture painted(torch::full({1, 3, 64, 64}, 0.5));
    const Tensor checks = torch::ones({1, 1, 64, 64});
    for (int y = 0; y < 64; ++y) {
        for (int x = 0; x < 64; ++x)
            checks[0][0][y][x] = (x + y) % 2 == 0 ? 1.0 : -1.0;
    }
    const Tensor light = torch::ones({1, 3, 1, 1}) * checks;
    const Tensor color = torch::tensor({1.0F, 0.0F, -1.0F}).view({1, 3, 1, 1}) * checks;
    painted.move({0, 0, 64, 64}, -(light + color), 0, 0.03);
    const Tensor moved = painted.picture() - 0.5;
    const double byLight = (moved * light).mean().item<double>() / light.square().mean().item<double>();
    const double byColor = (moved * color).mean().item<double>() / color.square().mean().item<double>();
    CHECK(byLight > 0.0);
    CHECK(byColor > 0.0);
    CHECK(byColor < 0.3 * byLight);
}
