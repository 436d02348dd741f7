// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/files/image_file.h"
#include "engine/files/save_file.h"
#include "tests/support/catch.h"
#include "tests/support/temp_dir.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <fstream>
#include <map>
#include <sys/stat.h>

using namespace imago;
using namespace imago::files;
namespace fs = std::filesystem;

namespace {

const fs::path kPictures = fs::path(IMAGO_SOURCE_DIR) / "tests/files/data/pictures";

using Color = std::array<int, 4>;

Color colorAt(const Image &image, int x, int y)
{
    const Image narrow = image.converted(PixelFormat::Rgba8);
    const std::uint8_t *pixel = narrow.row(y) + 4 * x;
    return {pixel[0], pixel[1], pixel[2], pixel[3]};
}

int distance(const Color &a, const Color &b)
{
    int most = 0;
    for (std::size_t c = 0; c < 4; ++c)
        most = std::max(most, std::abs(a[c] - b[c]));
    return most;
}

/// The largest difference between the four quarters' middles and what they should be.
int distanceFromQuarters(const Image &image, const std::array<Color, 4> &quarters)
{
    return std::max(
        {distance(colorAt(image, 3, 2), quarters[0]), distance(colorAt(image, 12, 2), quarters[1]),
         distance(colorAt(image, 3, 9), quarters[2]), distance(colorAt(image, 12, 9), quarters[3])});
}

constexpr std::array<Color, 4> kQuarters{Color{255, 0, 0, 255}, Color{0, 255, 0, 255}, Color{0, 0, 255, 255},
                                         Color{255, 255, 255, 255}};

/// A picture in which every pixel, and with `hasAlpha` its transparency, is different.
Image testPicture(Size size, PixelFormat format, bool hasAlpha)
{
    Image image(size, format);
    const std::size_t samples = image.bytes().size() / (format == PixelFormat::Rgba8 ? 1 : 2);
    for (std::size_t i = 0; i < samples; ++i) {
        const bool isOpaque = i % 4 == 3 && !hasAlpha;
        const auto value = static_cast<std::uint16_t>(isOpaque ? 65535 : i * 2654435761U >> 7);
        if (format == PixelFormat::Rgba8)
            image.bytes()[i] = static_cast<std::uint8_t>(value);
        else
            std::memcpy(&image.bytes()[2 * i], &value, 2);
    }
    return image;
}

ErrorCode codeOf(const fs::path &path)
{
    const Result<Image> image = readImage(path);
    REQUIRE_FALSE(image.has_value());
    INFO(describe(image.error()));
    CHECK_FALSE(image.error().detail.empty());
    CHECK(image.error().subject == path.filename().string());
    return image.error().code;
}

void writeBytes(const fs::path &path, const std::string &bytes)
{
    std::ofstream(path, std::ios::binary) << bytes;
}

} // namespace

TEST_CASE("pictures that other programs wrote look as they should")
{
    struct Expected
    {
        std::string file;
        int tolerance;
        PixelFormat format = PixelFormat::Rgba8;
    };
    // JPEG, WebP and HEIF lose something; CMYK without a profile is mixed simply.
    const Expected expected = GENERATE(values<Expected>({{"palette_interlaced.png", 0},
                                                         {"wide.png", 0, PixelFormat::Rgba16},
                                                         {"plain.jpg", 4},
                                                         {"cmyk.jpg", 6},
                                                         {"plain_lzw.tif", 0},
                                                         {"wide.tif", 0, PixelFormat::Rgba16},
                                                         {"tiled.tif", 0},
                                                         {"cmyk.tif", 6},
                                                         {"palette.tif", 0},
                                                         {"planes.tif", 0},
                                                         {"big_endian.tif", 0},
                                                         {"plain.heic", 8},
                                                         {"plain.avif", 8},
                                                         {"ten_bits.heic", 8, PixelFormat::Rgba16},
                                                         {"animated.gif", 0},
                                                         {"interlaced.gif", 0},
                                                         {"animated.webp", 0},
                                                         {"lossless.webp", 0},
                                                         {"lossy.webp", 12}}));
    INFO(expected.file);
    const Result<Image> image = readImage(kPictures / expected.file);
    INFO((image ? "read" : describe(image.error())));
    REQUIRE(image.has_value());
    CHECK(image->size() == Size{16, 12});
    CHECK(image->format() == expected.format);
    CHECK(distanceFromQuarters(*image, kQuarters) <= expected.tolerance);
    const std::vector<std::uint8_t> bytes = readBytes(kPictures / expected.file, 1 << 20).value();
    CHECK(readImageSize(bytes, expected.file).value() == Size{16, 12});
}

TEST_CASE("a high-dynamic-range picture that no profile describes is refused in words")
{
    // The curve is the second of the numbers after "nclx" (ITU-T H.273): 1 is the usual one, 16 PQ, 18 HLG.
    const std::vector<std::uint8_t> bytes = readBytes(kPictures / "ten_bits.heic", 1 << 20).value();
    std::string file(bytes.begin(), bytes.end());
    const std::size_t box = file.find("nclx");
    REQUIRE(box != std::string::npos);
    const int curve = GENERATE(1, 16, 18);
    file[box + 7] = static_cast<char>(curve);
    const test::TempDir folder;
    writeBytes(folder / "phone.heic", file);
    if (curve == 1) {
        CHECK(readImage(folder / "phone.heic").has_value());
    } else {
        CHECK(codeOf(folder / "phone.heic") == ErrorCode::UnsupportedFormat);
        CHECK(readImage(folder / "phone.heic").error().detail.find("high-dynamic-range") != std::string::npos);
    }
}

TEST_CASE("grey pictures become grey colours")
{
    const std::string file = GENERATE("grey_4bit.png", "grey_progressive.jpg");
    INFO(file);
    const Result<Image> image = readImage(kPictures / file);
    REQUIRE(image);
    for (const auto &[x, y] : {std::pair(3, 2), std::pair(12, 2), std::pair(3, 9)}) {
        const Color color = colorAt(*image, x, y);
        CHECK(color[0] == color[1]);
        CHECK(color[1] == color[2]);
        CHECK(color[3] == 255);
    }
    CHECK(distance(colorAt(*image, 12, 9), {255, 255, 255, 255}) <= 1);
    CHECK(colorAt(*image, 3, 9)[0] < colorAt(*image, 3, 2)[0]); // blue is darker than red
}

TEST_CASE("every picture cut anywhere is refused in words, whole ones are not")
{
    for (const fs::directory_entry &entry : fs::directory_iterator(kPictures)) {
        const std::vector<std::uint8_t> whole = readBytes(entry.path(), 1 << 20).value();
        const bool isLosslessFile = entry.path().extension() == ".png";
        for (std::size_t length = 0; length < whole.size(); ++length) {
            const Result<Image> image = readImage(std::span(whole).first(length), "cut");
            if (image.has_value() && !isLosslessFile)
                continue; // what is missing may be a trailer or an index that a picture can do without
            INFO(entry.path() << " cut at " << length);
            REQUIRE_FALSE(image.has_value());
            REQUIRE((image.error().code == ErrorCode::FileDamaged ||
                     image.error().code == ErrorCode::UnsupportedFormat ||
                     image.error().code == ErrorCode::FileTooLarge));
        }
        const Result<Image> half = readImage(std::span(whole).first(whole.size() / 2), "half");
        INFO(entry.path());
        CHECK_FALSE(half.has_value());
    }
}

TEST_CASE("a written picture is read back as it was, where the format can")
{
    const test::TempDir folder;
    const Size size = GENERATE(Size{1, 1}, Size{7, 5}, Size{130, 70});
    const bool hasAlpha = GENERATE(true, false);
    WriteOptions options;
    options.lossless = true;
    SECTION("8 bits")
    {
        const Image image = testPicture(size, PixelFormat::Rgba8, hasAlpha);
        for (const std::string ending : {"png", "tif", "TIFF", "webp"}) {
            INFO(ending);
            const fs::path path = folder / ("a." + ending);
            REQUIRE(writeImage(path, image, options));
            CHECK(readImage(path).value() == image);
        }
    }
    SECTION("16 bits")
    {
        const Image image = testPicture(size, PixelFormat::Rgba16, hasAlpha);
        for (const std::string ending : {"png", "tif"}) {
            INFO(ending);
            const fs::path path = folder / ("a." + ending);
            REQUIRE(writeImage(path, image, options));
            CHECK(readImage(path).value() == image);
        }
        REQUIRE(writeImage(folder / "a.webp", image, options));
        CHECK(readImage(folder / "a.webp").value() == image.converted(PixelFormat::Rgba8));
    }
}

TEST_CASE("a lossy picture is close, and a transparent one lies on white in JPEG")
{
    const Image quarters = readImage(kPictures / "lossless.webp").value();
    const test::TempDir folder;
    WriteOptions options;
    options.quality = 95;
    for (const std::string ending : {"jpg", "JPEG", "webp"}) {
        INFO(ending);
        REQUIRE(writeImage(folder / ("a." + ending), quarters, options));
        CHECK(distanceFromQuarters(readImage(folder / ("a." + ending)).value(), kQuarters) <= 12);
    }
    REQUIRE(writeImage(folder / "b.jpg", Image({16, 12}), options));
    CHECK(distance(colorAt(readImage(folder / "b.jpg").value(), 5, 5), {255, 255, 255, 255}) <= 1);
}

TEST_CASE("less quality makes smaller files, and equal input equal bytes")
{
    const Image image = testPicture({64, 64}, PixelFormat::Rgba8, false);
    for (const PictureFormat format : {PictureFormat::Jpeg, PictureFormat::WebP}) {
        WriteOptions small;
        small.quality = 30;
        CHECK(encodeImage(image, format, small)->size() < encodeImage(image, format)->size());
    }
    for (const PictureFormat format :
         {PictureFormat::Png, PictureFormat::Jpeg, PictureFormat::WebP, PictureFormat::Tiff})
        CHECK(encodeImage(image, format).value() == encodeImage(image, format).value());
}

TEST_CASE("a picture keeps its resolution and its texts")
{
    const Image image = testPicture({4, 4}, PixelFormat::Rgba8, true);
    WriteOptions options;
    options.dpi = 300.0;
    options.text = {{std::string(kRecipeText), "{\"face\": \"\u8138\"}"}};
    const std::vector<std::uint8_t> png = encodeImage(image, PictureFormat::Png, options).value();
    const std::string bytes(png.begin(), png.end());
    const std::size_t at = bytes.find("pHYs");
    REQUIRE(at != std::string::npos);
    CHECK(bytes.substr(at + 4, 9) == std::string("\0\0\x2e\x23\0\0\x2e\x23\1", 9)); // 11811 dots a metre
    CHECK(bytes.find("iCCP") != std::string::npos);
    CHECK(readPngText(png, "a.png").value() == options.text);
    const std::vector<std::uint8_t> jpeg = encodeImage(image, PictureFormat::Jpeg, options).value();
    CHECK(std::string(jpeg.begin() + 6, jpeg.begin() + 10) == "JFIF");
    CHECK(std::string(jpeg.begin() + 13, jpeg.begin() + 18) ==
          std::string("\1\1\x2c\1\x2c", 5)); // inch, 300, 300
}

TEST_CASE("a WebP keeps its resolution as EXIF, and its pixels and its turn as they were")
{
    const Image image = testPicture({4, 4}, PixelFormat::Rgba8, true);
    WriteOptions options;
    options.lossless = true;
    options.dpi = 299.5;
    const std::vector<std::uint8_t> webp = encodeImage(image, PictureFormat::WebP, options).value();
    CHECK(readImage(webp, "a.webp").value() == image);

    const std::string bytes(webp.begin(), webp.end());
    const std::size_t chunk = bytes.find("EXIF");
    REQUIRE(chunk != std::string::npos);
    const std::size_t block = chunk + 8;
    const auto number = [&](std::size_t place, std::size_t count) {
        REQUIRE(block + place + count <= bytes.size());
        std::size_t value = 0;
        for (std::size_t i = count; i-- > 0;)
            value = value << 8 | static_cast<std::uint8_t>(bytes[block + place + i]);
        return value;
    };
    CHECK(bytes.substr(block, 4) == std::string("II\x2a\0", 4));
    std::map<std::size_t, double> found;
    const std::size_t directory = number(4, 4);
    for (std::size_t i = 0; i < number(directory, 2); ++i) {
        const std::size_t entry = directory + 2 + 12 * i;
        const std::size_t value = number(entry + 8, 4);
        const bool isRational = number(entry + 2, 2) == 5;
        const auto dots = static_cast<double>(isRational ? number(value, 4) : value);
        found[number(entry, 2)] = dots / static_cast<double>(isRational ? number(value + 4, 4) : 1);
    }
    CHECK(found == std::map<std::size_t, double>{{0x011A, 299.5}, {0x011B, 299.5}, {0x0128, 2.0}}); // dots an inch
}

TEST_CASE("what cannot be written is refused and leaves no file")
{
    const test::TempDir folder;
    const Image image({4, 4});
    const auto refused = [&](const std::string &name, const Image &picture, const WriteOptions &options) {
        const Status written = writeImage(folder / name, picture, options);
        REQUIRE_FALSE(written.has_value());
        CHECK(written.error().subject == name);
        CHECK(fs::is_empty(folder.path()));
        return written.error().code;
    };
    const auto with = [](auto change) {
        WriteOptions options;
        change(options);
        return options;
    };
    CHECK(refused("a.bmp", image, {}) == ErrorCode::UnsupportedFormat);
    CHECK(refused("a", image, {}) == ErrorCode::UnsupportedFormat);
    CHECK(refused("a.png", {}, {}) == ErrorCode::BadInput);
    CHECK(refused("a.png", image, with([](WriteOptions &o) { o.dpi = 0.0; })) == ErrorCode::BadInput);
    CHECK(refused("a.png", image, with([](WriteOptions &o) { o.dpi = NAN; })) == ErrorCode::BadInput);
    CHECK(refused("a.jpg", image, with([](WriteOptions &o) { o.quality = 0; })) == ErrorCode::BadInput);
    CHECK(refused("a.webp", image, with([](WriteOptions &o) { o.quality = 101; })) == ErrorCode::BadInput);
    CHECK(refused("a.png", image, with([](WriteOptions &o) { o.text[" x"] = ""; })) == ErrorCode::BadInput);
    CHECK(refused("a.webp", Image({16384, 1}), {}) == ErrorCode::BadInput);
    CHECK(refused("a.jpg", Image({65501, 1}), {}) == ErrorCode::BadInput);
    CHECK(encodeImage(image, PictureFormat::Gif).error().code == ErrorCode::UnsupportedFormat);
    CHECK(writeImage(folder / "no" / "a.png", image).error().code == ErrorCode::FileUnwritable);
    CHECK(writeImage("/dev/full", image).error().code == ErrorCode::UnsupportedFormat);
}

TEST_CASE("bad files are told apart")
{
    const test::TempDir folder;
    CHECK(codeOf(folder / "missing.png") == ErrorCode::FileMissing);
    CHECK(codeOf(folder.path()) == ErrorCode::FileUnreadable);
    writeBytes(folder / "empty.png", "");
    CHECK(codeOf(folder / "empty.png") == ErrorCode::FileDamaged);
    writeBytes(folder / "text.png", "this is a text, not a picture");
    CHECK(codeOf(folder / "text.png") == ErrorCode::UnsupportedFormat);
    for (const std::string &magic : {std::string("\x89PNG\r\n\x1a\n"), std::string("\xff\xd8\xff\xe0"),
                                     std::string("RIFF\0\0\0\0WEBP", 12), std::string("II*\0", 4),
                                     std::string("MM\0*", 4), std::string("GIF89a"),
                                     std::string("\0\0\0\x18"
                                                 "ftypheic",
                                                 12)}) {
        writeBytes(folder / "damaged", magic);
        CHECK(codeOf(folder / "damaged") == ErrorCode::FileDamaged);
        writeBytes(folder / "damaged", magic + std::string(300, '\xA5'));
        const ErrorCode code = codeOf(folder / "damaged");
        CHECK((code == ErrorCode::FileDamaged || code == ErrorCode::FileTooLarge ||
               code == ErrorCode::UnsupportedFormat));
    }
    REQUIRE(mkfifo((folder / "pipe.png").c_str(), 0600) == 0);
    CHECK(codeOf(folder / "pipe.png") == ErrorCode::FileUnreadable);
}

TEST_CASE("the content counts, not the ending")
{
    const test::TempDir folder;
    fs::copy_file(kPictures / "plain.jpg", folder / "named.png");
    CHECK(distanceFromQuarters(readImage(folder / "named.png").value(), kQuarters) <= 4);
    CHECK(formatFromEnding("a.JPG") == PictureFormat::Jpeg);
    CHECK(formatFromEnding("a.heic") == std::nullopt);
    CHECK(name(PictureFormat::Heif) == "HEIF");
}

TEST_CASE("a picture beyond 200 megapixels is refused by its header, before a pixel is decoded")
{
    // 30,000 x 30,000 in a few bytes: whoever tried to decode them would need gigabytes or find nothing.
    const std::string side("\x75\x30", 2);
    const std::string otherSide("\x30\x75", 2);
    std::map<std::string, std::string> files;
    files["png"] = std::string("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", 18) + side + std::string("\0\0", 2) +
                   side + std::string("\x08\x06\0\0\0\0\0\0\0", 9);
    files["gif"] = "GIF89a" + otherSide + otherSide + std::string("\0\0\0", 3);
    files["jpeg"] = std::string("\xff\xd8\xff\xc0\0\x11\x08", 7) + side + side +
                    std::string("\3\1\x22\0\2\x11\0\3\x11\0\xff\xda\0\x0c\3\1\0\2\0\3\0\0\x3f\0", 24);
    files["webp"] =
        std::string("RIFF\x1e\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x2f\x75\0\x2f\x75\0VP8L\0\0\0\0", 38);
    const auto entry = [](const std::string &tag, const std::string &value) {
        return tag + std::string("\3\0\1\0\0\0", 6) + value + std::string("\0\0", 2);
    };
    files["tiff"] = std::string("II*\0\x08\0\0\0\4\0", 10) + entry(std::string("\0\1", 2), otherSide) +
                    entry("\1\1", otherSide) + entry("\x11\1", std::string("\x08\0", 2)) +
                    entry("\x17\1", std::string("\x08\0", 2)) + std::string(4, '\0');
    for (const auto &[format, bytes] : files) {
        INFO(format);
        const std::span<const std::uint8_t> file(reinterpret_cast<const std::uint8_t *>(bytes.data()),
                                                 bytes.size());
        const Result<Image> image = readImage(file, "huge");
        REQUIRE_FALSE(image.has_value());
        CHECK(describe(image.error()) ==
              "FileTooLarge: huge: the picture has 30000 x 30000 pixels; the limit is 200 megapixels");
        CHECK(readImageSize(file, "huge").error().code == ErrorCode::FileTooLarge);
    }
}
