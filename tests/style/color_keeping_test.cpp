// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/style/color_keeping.h"
#include "engine/style/oklab.h"
#include "engine/style/palette.h"
#include "engine/style/pixels.h"
#include "tests/style/procedural.h"
#include "tests/support/catch.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <vector>

using namespace imago;
using namespace imago::style;
using Catch::Matchers::WithinAbs;
using imago::test::procedural;

namespace {

Image deep(int seed)
{
    return procedural({96, 64}, seed).converted(PixelFormat::Rgba16);
}

// Warm and dim: a palette that no procedural picture has by itself.
Image warm()
{
    Image picture = deep(2);
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x) {
            std::uint16_t *pixel = pixels<std::uint16_t>(picture, y) + 4 * x;
            pixel[0] = static_cast<std::uint16_t>(20000 + pixel[0] / 2);
            pixel[1] = static_cast<std::uint16_t>(8000 + pixel[1] / 4);
            pixel[2] = static_cast<std::uint16_t>(pixel[2] / 6);
        }
    }
    return picture;
}

Color labAt(const Image &picture, int x, int y)
{
    return toOklab(linearColor(pixels<std::uint16_t>(picture, y) + 4 * x));
}

// One channel of OKLab, sorted.
std::vector<float> channel(const Image &picture, std::size_t index)
{
    std::vector<float> values;
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x)
            values.push_back(labAt(picture, x, y)[index]);
    }
    std::ranges::sort(values);
    return values;
}

Image kept(const Image &styled, const Image &photo, ColorKeeping keeping, int threads = 1)
{
    Image result = styled;
    REQUIRE(keepColors(result, photo, keeping, threads, {}));
    return result;
}

} // namespace

TEST_CASE("OKLab is Ottosson's and comes back")
{
    // The reference colours of his article: XYZ (0.950, 1, 1.089) is white.
    const Color white = toOklab({1.0F, 1.0F, 1.0F});
    CHECK_THAT(white[0], WithinAbs(1.0, 1e-4));
    CHECK_THAT(white[1], WithinAbs(0.0, 1e-4));
    CHECK_THAT(white[2], WithinAbs(0.0, 1e-4));
    const Color red = toOklab({1.0F, 0.0F, 0.0F});
    CHECK_THAT(red[0], WithinAbs(0.62796, 1e-4));
    CHECK_THAT(red[1], WithinAbs(0.22486, 1e-4));
    CHECK_THAT(red[2], WithinAbs(0.12585, 1e-4));
    for (const Color &linear : {Color{0.1F, 0.5F, 0.9F}, Color{0.9F, 0.02F, 0.3F}, Color{0.0F, 0.0F, 0.0F}}) {
        const Color back = fromOklab(toOklab(linear));
        for (std::size_t c = 0; c < 3; ++c)
            CHECK_THAT(back[c], WithinAbs(linear[c], 1e-5));
    }
}

TEST_CASE("16-bit sRGB comes back from linear light unchanged")
{
    for (int value = 0; value < 65536; ++value) {
        const auto code = static_cast<std::uint16_t>(value);
        if (std::abs(fromLinear(toLinear(code)) - value) > 1) // one of 65,535 by rounding
            FAIL_CHECK(value);
    }
    CHECK(fromLinear(-1.0F) == 0);
    CHECK(fromLinear(7.0F) == 65535);
}

TEST_CASE("colours that a screen has not lose chroma, not lightness or hue")
{
    const Color wanted{0.7F, 0.3F, 0.2F};
    const Color lab = toOklab(fromOklabInGamut(wanted));
    CHECK_THAT(lab[0], WithinAbs(0.7, 2e-3));
    CHECK(lab[1] < 0.3F);
    CHECK_THAT(lab[2] / lab[1], WithinAbs(2.0 / 3.0, 2e-2));
}

TEST_CASE("keeping colours has names")
{
    std::set<std::string_view> names;
    for (const ColorKeeping keeping : colorKeepings()) {
        names.insert(name(keeping));
        CHECK(colorKeepingFromName(name(keeping)) == keeping);
    }
    CHECK(names.size() == 4);
    CHECK_FALSE(colorKeepingFromName("sepia"));
}

TEST_CASE("none keeps nothing, and a picture that is the photo already stays")
{
    const Image styled = deep(5);
    CHECK(kept(styled, warm(), ColorKeeping::None) == styled);
    for (const ColorKeeping keeping : {ColorKeeping::Luminance, ColorKeeping::Oklab}) {
        const Image photo = warm();
        const Image same = kept(photo, photo, keeping);
        for (int x = 0; x < photo.width(); ++x) {
            for (int c = 0; c < 3; ++c)
                CHECK(std::abs(pixels<std::uint16_t>(same, 9)[4 * x + c] - pixels<std::uint16_t>(photo, 9)[4 * x + c]) <
                      90); // a third of an 8-bit step
        }
    }
}

TEST_CASE("luminance keeps the styled lightness and the photo's colour differences")
{
    const Image styled = deep(5);
    const Image photo = warm();
    const Image result = kept(styled, photo, ColorKeeping::Luminance);
    const auto luma = [](const std::uint16_t *p) { return 0.2126 * p[0] + 0.7152 * p[1] + 0.0722 * p[2]; };
    for (int y = 0; y < styled.height(); ++y) {
        for (int x = 0; x < styled.width(); ++x) {
            const std::uint16_t *from = pixels<std::uint16_t>(photo, y) + 4 * x;
            const std::uint16_t *to = pixels<std::uint16_t>(result, y) + 4 * x;
            const double difference = luma(to) - luma(pixels<std::uint16_t>(styled, y) + 4 * x);
            if (std::abs(difference) > 2)
                FAIL_CHECK("the lightness moved by " << difference);
            // Red stays above blue wherever the photo has it so.
            if (from[0] > from[2] && to[0] < to[2])
                FAIL_CHECK("another hue");
        }
    }
}

TEST_CASE("oklab keeps the styled lightness and the photo's hue")
{
    const Image styled = deep(5);
    const Image photo = warm();
    const Image result = kept(styled, photo, ColorKeeping::Oklab);
    for (int y = 0; y < styled.height(); y += 3) {
        for (int x = 0; x < styled.width(); x += 3) {
            const Color wanted = labAt(photo, x, y);
            const Color got = labAt(result, x, y);
            CHECK_THAT(got[0], WithinAbs(labAt(styled, x, y)[0], 5e-3));
            const float cross = wanted[1] * got[2] - wanted[2] * got[1]; // 0 where the hues are the same
            CHECK_THAT(cross, WithinAbs(0.0, 1e-3));
        }
    }
}

TEST_CASE("histogram gives the photo's palette")
{
    const Image styled = deep(5);
    const Image photo = warm();
    const Image result = kept(styled, photo, ColorKeeping::Histogram);
    for (std::size_t c = 0; c < 3; ++c) {
        INFO("channel " << c);
        const std::vector<float> before = channel(styled, c);
        const std::vector<float> got = channel(result, c);
        const std::vector<float> wanted = channel(photo, c);
        double off = 0;
        double offBefore = 0;
        for (std::size_t i = 0; i < got.size(); ++i) {
            off += std::abs(static_cast<double>(got[i] - wanted[i])) / static_cast<double>(got.size());
            offBefore += std::abs(static_cast<double>(before[i] - wanted[i])) / static_cast<double>(got.size());
        }
        CHECK(off < 0.02);
        CHECK(off < 0.25 * offBefore);
    }
}

TEST_CASE("flat and grey pictures have palettes, too")
{
    Image grey({32, 32}, PixelFormat::Rgba16);
    for (int y = 0; y < 32; ++y)
        std::fill_n(pixels<std::uint16_t>(grey, y), 4 * 32, std::uint16_t{30000});
    const Image result = kept(procedural({32, 32}, 4).converted(PixelFormat::Rgba16), grey, ColorKeeping::Histogram);
    for (int x = 0; x < 32; ++x)
        CHECK(std::abs(pixels<std::uint16_t>(result, 7)[4 * x] - 30000) < 1200);
    const Image other = kept(grey, grey, ColorKeeping::Histogram);
    CHECK(std::abs(pixels<std::uint16_t>(other, 7)[4] - 30000) < 1200);
}

TEST_CASE("kept colours are the same on any number of threads, and a stop ends the work")
{
    const Image styled = deep(5);
    for (const ColorKeeping keeping : colorKeepings())
        CHECK(kept(styled, warm(), keeping, 1) == kept(styled, warm(), keeping, 4));
    std::stop_source stop;
    stop.request_stop();
    Image picture = styled;
    CHECK_FALSE(keepColors(picture, warm(), ColorKeeping::Oklab, 2, stop.get_token()));
    CHECK_FALSE(keepColors(picture, warm(), ColorKeeping::Histogram, 2, stop.get_token()));
}
