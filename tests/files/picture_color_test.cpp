// SPDX-License-Identifier: GPL-3.0-or-later
// Upright and sRGB, whatever the camera wrote.
#include "engine/files/exif.h"
#include "engine/files/image_file.h"
#include "tests/support/catch.h"

#include <lcms2.h>
#include <png.h>

#include <cstring>

using namespace imago;
using namespace imago::files;

namespace {

/// EXIF with one entry, in either byte order.
std::string exifOf(int orientation, bool isBigEndian)
{
    const char value = static_cast<char>(orientation);
    if (isBigEndian)
        return std::string("MM\0*\0\0\0\x08\0\1\1\x12\0\3\0\0\0\1\0", 19) + value +
               std::string("\0\0\0\0\0\0", 6);
    return std::string("II*\0\x08\0\0\0\1\0\x12\1\3\0\1\0\0\0", 18) + value +
           std::string("\0\0\0\0\0\0\0", 7);
}

std::span<const std::uint8_t> bytesOf(const std::string &text)
{
    return {reinterpret_cast<const std::uint8_t *>(text.data()), text.size()};
}

/// Where the stored picture's first pixel and its right neighbour are seen, by the EXIF standard.
struct Seen
{
    int orientation;
    bool firstIsRight;
    bool firstIsLow;
    bool rowsStand; ///< A stored row is a column of the upright picture.
};

const Seen kSeen[] = {{1, false, false, false}, {2, true, false, false}, {3, true, true, false},
                      {4, false, true, false},  {5, false, false, true}, {6, true, false, true},
                      {7, true, true, true},    {8, false, true, true}};

/// A PNG of one colour with this profile.
std::vector<std::uint8_t> pngWithProfile(const std::vector<std::uint8_t> &samples, int colorType, int bits,
                                         const std::vector<std::uint8_t> &profile)
{
    std::vector<std::uint8_t> bytes;
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
    png_infop info = png_create_info_struct(png);
    const auto write = [](png_structp to, png_bytep from, std::size_t count) {
        auto *target = static_cast<std::vector<std::uint8_t> *>(png_get_io_ptr(to));
        target->insert(target->end(), from, from + count);
    };
    png_set_write_fn(png, &bytes, write, nullptr);
    png_set_IHDR(png, info, 1, 1, bits, colorType, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
                 PNG_FILTER_TYPE_DEFAULT);
    png_set_iCCP(png, info, "test", 0, profile.data(), static_cast<png_uint_32>(profile.size()));
    png_write_info(png, info);
    png_write_row(png, samples.data());
    png_write_end(png, info);
    png_destroy_write_struct(&png, &info);
    return bytes;
}

std::vector<std::uint8_t> savedProfile(cmsHPROFILE profile)
{
    cmsUInt32Number count = 0;
    cmsSaveProfileToMem(profile, nullptr, &count);
    std::vector<std::uint8_t> bytes(count);
    cmsSaveProfileToMem(profile, bytes.data(), &count);
    cmsCloseProfile(profile);
    return bytes;
}

/// sRGB's colours with another curve: light stored linearly.
std::vector<std::uint8_t> linearProfile()
{
    const cmsCIExyY white{0.3127, 0.3290, 1.0};
    const cmsCIExyYTRIPLE primaries{{0.64, 0.33, 1.0}, {0.30, 0.60, 1.0}, {0.15, 0.06, 1.0}};
    cmsToneCurve *curve = cmsBuildGamma(nullptr, 1.0);
    cmsToneCurve *curves[3] = {curve, curve, curve};
    const std::vector<std::uint8_t> bytes = savedProfile(cmsCreateRGBProfile(&white, &primaries, curves));
    cmsFreeToneCurve(curve);
    return bytes;
}

std::vector<std::uint8_t> linearGreyProfile()
{
    cmsToneCurve *curve = cmsBuildGamma(nullptr, 1.0);
    const std::vector<std::uint8_t> bytes = savedProfile(cmsCreateGrayProfile(cmsD50_xyY(), curve));
    cmsFreeToneCurve(curve);
    return bytes;
}

} // namespace

TEST_CASE("a picture is upright for each of EXIF's eight orientations")
{
    Image stored({3, 2});
    for (std::size_t i = 0; i < 6; ++i)
        stored.bytes()[4 * i] = static_cast<std::uint8_t>(i + 1);
    for (const Seen &seen : kSeen) {
        INFO(seen.orientation);
        const Image image = upright(stored, seen.orientation);
        REQUIRE(image.size() == (seen.rowsStand ? Size{2, 3} : Size{3, 2}));
        const auto at = [&image](int x, int y) { return int{image.row(y)[4 * x]}; };
        const int x = seen.firstIsRight ? image.width() - 1 : 0;
        const int y = seen.firstIsLow ? image.height() - 1 : 0;
        const int right = seen.firstIsRight ? -1 : 1;
        const int down = seen.firstIsLow ? -1 : 1;
        CHECK(at(x, y) == 1);
        CHECK(at(seen.rowsStand ? x : x + right, seen.rowsStand ? y + down : y) == 2);
        CHECK(at(seen.rowsStand ? x + right : x, seen.rowsStand ? y : y + down) == 4);
    }
    CHECK(upright(stored, 0) == stored);
    CHECK(upright(stored, 9) == stored);
}

TEST_CASE("the orientation is found in either byte order, and anything odd counts as upright")
{
    for (int orientation = 1; orientation <= 8; ++orientation) {
        for (const bool isBigEndian : {false, true}) {
            const std::string exif = exifOf(orientation, isBigEndian);
            CHECK(exifOrientation(bytesOf(exif)) == orientation);
            CHECK(exifOrientation(bytesOf(std::string("Exif\0\0", 6) + exif)) == orientation);
            for (std::size_t length = 0; length < 19; ++length)
                CHECK(exifOrientation(bytesOf(exif).first(length)) == 1);
        }
    }
    CHECK(exifOrientation(bytesOf(exifOf(9, false))) == 1);
    CHECK(exifOrientation({}) == 1);
    std::string astray = exifOf(6, false);
    astray[7] = '\x7f';
    CHECK(exifOrientation(bytesOf(astray)) == 1);
}

TEST_CASE("a JPEG's orientation is applied")
{
    Image image({8, 16});
    for (std::size_t i = 0; i < image.bytes().size(); ++i)
        image.bytes()[i] = i < image.bytes().size() / 2 || i % 4 == 3 ? 255 : 0; // white above black
    std::vector<std::uint8_t> jpeg = encodeImage(image, PictureFormat::Jpeg).value();
    const std::string block = std::string("Exif\0\0", 6) + exifOf(6, true);
    std::string marker("\xff\xe1\0", 3);
    marker += static_cast<char>(block.size() + 2);
    marker += block;
    jpeg.insert(jpeg.begin() + 2, marker.begin(), marker.end());
    const Image turned = readImage(jpeg, "turned.jpg").value();
    REQUIRE(turned.size() == Size{16, 8});
    CHECK(turned.row(4)[4 * 14] > 240); // the top has come to the right
    CHECK(turned.row(4)[4 * 1] < 15);
    CHECK(readImageSize(jpeg, "turned.jpg").value() == Size{8, 16});
}

TEST_CASE("a colour profile is converted to sRGB, alpha stays")
{
    // Half the light is 188 in sRGB: 255 (1.055 * 0.5^(1/2.4) - 0.055).
    const auto color = [](const std::vector<std::uint8_t> &png) {
        const Image image = readImage(png, "a.png").value().converted(PixelFormat::Rgba8);
        return std::vector<int>(image.bytes().begin(), image.bytes().end());
    };
    const auto isNear = [](const std::vector<int> &a, const std::vector<int> &b) {
        return std::equal(a.begin(), a.end(), b.begin(), [](int x, int y) { return std::abs(x - y) <= 1; });
    };
    CHECK(isNear(color(pngWithProfile({128, 0, 255, 77}, PNG_COLOR_TYPE_RGB_ALPHA, 8, linearProfile())),
                 {188, 0, 255, 77}));
    CHECK(isNear(color(pngWithProfile({0x80, 0, 0, 0, 0xFF, 0xFF}, PNG_COLOR_TYPE_RGB, 16, linearProfile())),
                 {188, 0, 255, 255}));
    CHECK(isNear(color(pngWithProfile({128}, PNG_COLOR_TYPE_GRAY, 8, linearGreyProfile())),
                 {188, 188, 188, 255}));
}

TEST_CASE("a damaged or foreign profile changes nothing")
{
    const auto red = [](std::vector<std::uint8_t> profile) {
        return int{
            readImage(pngWithProfile({128, 0, 255}, PNG_COLOR_TYPE_RGB, 8, profile), "a.png")->bytes()[0]};
    };
    std::vector<std::uint8_t> cut = linearProfile();
    std::fill(cut.begin() + 128, cut.end(), std::uint8_t{0});
    CHECK(red(cut) == 128);
}
