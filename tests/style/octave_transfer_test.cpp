// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/style/octave_transfer.h"

#include "engine/style/pixels.h"
#include "tests/style/procedural.h"
#include "tests/support/catch.h"

#include <algorithm>
#include <cmath>

using namespace imago;
using namespace imago::style;
using imago::test::procedural;

namespace {

// With colours in the middle of the range, so that nothing is clamped on the way.
Image soft(Size size, int seed, double contrast = 0.5)
{
    Image picture = procedural(size, seed).converted(PixelFormat::Rgba16);
    for (int y = 0; y < size.height; ++y) {
        auto *pixel = pixels<std::uint16_t>(picture, y);
        for (int i = 0; i < 4 * size.width; ++i) {
            if (i % 4 != 3)
                pixel[i] = static_cast<std::uint16_t>(32768.0 + contrast * (pixel[i] - 32768.0));
        }
    }
    return picture;
}

double largestStep(const Image &one, const Image &other)
{
    double largest = 0;
    for (int y = 0; y < one.height(); ++y) {
        for (int i = 0; i < 4 * one.width(); ++i)
            largest = std::max(largest, std::abs(static_cast<double>(pixels<std::uint16_t>(one, y)[i]) -
                                                 pixels<std::uint16_t>(other, y)[i]));
    }
    return largest;
}

double distance(const Matrix3 &one, const Matrix3 &other)
{
    double off = 0;
    double whole = 0;
    for (std::size_t i = 0; i < 9; ++i) {
        off += std::pow(one[i / 3][i % 3] - other[i / 3][i % 3], 2);
        whole += std::pow(other[i / 3][i % 3], 2);
    }
    return std::sqrt(off / whole);
}

} // namespace

TEST_CASE("a picture given its own octaves stays what it is")
{
    for (const Size size : {Size{16, 16}, Size{75, 333}, Size{640, 530}, Size{17, 600}}) {
        const Image before = soft(size, 1);
        Image after = before;
        REQUIRE(transferOctaves(after, octaveMoments(before), 1, {}));
        INFO(size.width << " x " << size.height);
        CHECK(largestStep(before, after) < 500); // of 65535: what is lost where an octave has hardly any colour
    }
}

TEST_CASE("the octaves and the palette become the target's")
{
    const OctaveMoments target = octaveMoments(soft({300, 280}, 4, 0.4));
    Image picture = soft({320, 300}, 1, 0.3);
    const OctaveMoments before = octaveMoments(picture);
    REQUIRE(transferOctaves(picture, target, 1, {}));
    const OctaveMoments after = octaveMoments(picture);
    for (std::size_t i = 0; i < target.covariances.size(); ++i) {
        INFO("octave " << i);
        CHECK(distance(after.covariances[i], target.covariances[i]) <
              0.6 * distance(before.covariances[i], target.covariances[i]));
    }
    for (std::size_t c = 0; c < 3; ++c)
        CHECK(after.mean[c] == Approx(target.mean[c]).margin(0.01));
}

TEST_CASE("few strong strokes or many faint ones: values get the target's distribution")
{
    // Of one strength, but there all of it is in a few lines.
    Image lines({256, 256}, PixelFormat::Rgba16);
    for (int y = 0; y < 256; ++y) {
        for (int x = 0; x < 256; ++x) {
            auto *pixel = pixels<std::uint16_t>(lines, y) + 4 * x;
            pixel[0] = pixel[1] = pixel[2] = static_cast<std::uint16_t>(x % 32 == 5 ? 60000 : 30000 + 30 * (x * y % 7));
            pixel[3] = 65535;
        }
    }
    const OctaveMoments sparse = octaveMoments(lines);
    REQUIRE(sparse.quantiles.size() == kOctaveQuantileCount);
    // of a normal distribution: 0.67 of its deviation
    const auto light = [](const OctaveMoments &moments, std::size_t octave) {
        const float *values = moments.quantiles.data() + 3 * octave * kOctaveQuantiles;
        return 0.5 * (static_cast<double>(values[24]) - static_cast<double>(values[8])) /
               std::sqrt(moments.covariances[octave][0][0]);
    };
    Image picture = soft({320, 300}, 1, 0.3);
    Image withoutQuantiles = picture;
    REQUIRE(transferOctaves(picture, sparse, 1, {}));
    OctaveMoments only = sparse;
    only.quantiles.clear();
    REQUIRE(transferOctaves(withoutQuantiles, only, 1, {}));
    for (const std::size_t octave : {1, 2}) {
        INFO("octave " << octave);
        const double wanted = light(sparse, octave);
        CHECK(std::abs(light(octaveMoments(picture), octave) - wanted) <
              0.9 * std::abs(light(octaveMoments(withoutQuantiles), octave) - wanted));
    }
}

TEST_CASE("what is flat gets no noise")
{
    Image flat({64, 64}, PixelFormat::Rgba16);
    for (int y = 0; y < 64; ++y) {
        for (int x = 0; x < 64; ++x) {
            auto *pixel = pixels<std::uint16_t>(flat, y) + 4 * x;
            pixel[0] = pixel[1] = pixel[2] = static_cast<std::uint16_t>(30000 + (x + y) % 2 * 20);
            pixel[3] = 65535;
        }
    }
    REQUIRE(transferOctaves(flat, octaveMoments(soft({64, 64}, 1, 0.9)), 1, {}));
    int least = 65535;
    int most = 0;
    for (int x = 0; x < 64; ++x) {
        least = std::min<int>(least, pixels<std::uint16_t>(flat, 30)[4 * x]);
        most = std::max<int>(most, pixels<std::uint16_t>(flat, 30)[4 * x]);
    }
    CHECK(most - least < 60);
}

TEST_CASE("strips and threads leave no trace, and opacity stays")
{
    // Large enough that pyramids are not kept: the rows around the strips' borders come from what was saved.
    const Image before = soft({1500, 2800}, 2);
    OctaveMoments target = octaveMoments(soft({300, 280}, 3));
    Image one = before;
    Image three = before;
    REQUIRE(transferOctaves(one, target, 1, {}));
    REQUIRE(transferOctaves(three, target, 3, {}));
    CHECK(one == three);
    // From row to row the change that was made does not step more at a border than beside it.
    const auto step = [&](int y) {
        const auto change = [&](int row, int i) {
            return static_cast<double>(pixels<std::uint16_t>(one, row)[i]) - pixels<std::uint16_t>(before, row)[i];
        };
        double sum = 0;
        for (int i = 0; i < 4 * one.width(); ++i)
            sum += std::abs(change(y, i) - change(y - 1, i));
        return sum;
    };
    for (int border = 256; border < one.height(); border += 256) {
        double elsewhere = 0;
        for (const int off : {-4, -3, -2, 2, 3, 4})
            elsewhere = std::max(elsewhere, step(border + off));
        CHECK(step(border) < 1.1 * elsewhere);
    }
    CHECK(pixels<std::uint16_t>(one, 700)[4 * 30 + 3] == pixels<std::uint16_t>(before, 700)[4 * 30 + 3]);
}

TEST_CASE("whatever a card says of its octaves, a picture comes out")
{
    for (const float wild : {3e38F, -3e38F, 1e36F, 0.0F}) {
        StyleMoments said;
        said.layers[0].assign(16, wild);
        said.octaves.assign(9 * (kStatisticsOctaves + 1), wild);
        said.quantiles.assign(kOctaveQuantileCount, wild);
        const auto target = octaveMoments(said);
        REQUIRE(target);
        Image picture = soft({64, 64}, 1);
        INFO(wild);
        CHECK(transferOctaves(picture, *target, 1, {}));
        OctaveMoments usual = octaveMoments(picture);
        usual.mean.fill(static_cast<double>(wild)); // finite, but far beyond the values
        CHECK(transferOctaves(picture, usual, 1, {}));
    }
}

TEST_CASE("styles mix with their distributions, and without where one has none")
{
    const OctaveMoments one = octaveMoments(soft({64, 64}, 1)), other = octaveMoments(soft({64, 64}, 2));
    const std::array amounts{0.25, 0.75};
    const OctaveMoments both = weightedSum(std::array{one, other}, amounts);
    REQUIRE(both.quantiles.size() == one.quantiles.size());
    CHECK(both.quantiles[40] == Approx(0.25F * one.quantiles[40] + 0.75F * other.quantiles[40]));
    CHECK(both.mean[0] == Approx(0.25 * one.mean[0] + 0.75 * other.mean[0]));
    CHECK(both.covariances[2][1][0] == Approx(0.25 * one.covariances[2][1][0] + 0.75 * other.covariances[2][1][0]));
    OctaveMoments without = other;
    without.quantiles.clear();
    CHECK(weightedSum(std::array{one, without}, amounts).quantiles.empty());
}

TEST_CASE("a stop ends the transfer")
{
    std::stop_source stop;
    stop.request_stop();
    Image picture = soft({64, 64}, 1);
    CHECK_FALSE(transferOctaves(picture, octaveMoments(picture), 1, stop.get_token()));
}
