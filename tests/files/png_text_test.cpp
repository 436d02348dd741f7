// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/files/image_file.h"
#include "engine/files/png_text.h"
#include "engine/files/save_file.h"
#include "tests/support/catch.h"
#include "tests/support/temp_dir.h"

#include <numeric>
#include <zlib.h>

using namespace imago;
using namespace imago::files;

namespace {

using Bytes = std::vector<std::uint8_t>;

Bytes plainPng()
{
    Image image({9, 7});
    std::iota(image.bytes().begin(), image.bytes().end(), std::uint8_t{0});
    return encodeImage(image, PictureFormat::Png).value();
}

/// The PNG with this chunk after its header.
Bytes withChunk(Bytes png, const std::string &type, const std::string &data)
{
    const std::string body = type + data;
    const auto sum = static_cast<std::uint32_t>(
        crc32(0, reinterpret_cast<const Bytef *>(body.data()), static_cast<uInt>(body.size())));
    Bytes chunk;
    for (const std::uint32_t number : {static_cast<std::uint32_t>(data.size()), sum}) {
        for (int shift = 24; shift >= 0; shift -= 8)
            chunk.push_back(static_cast<std::uint8_t>(number >> shift));
    }
    chunk.insert(chunk.begin() + 4, body.begin(), body.end());
    png.insert(png.begin() + 33, chunk.begin(), chunk.end());
    return png;
}

std::string deflated(const std::string &text)
{
    std::string result(compressBound(text.size()), '\0');
    uLongf size = result.size();
    REQUIRE(compress(reinterpret_cast<Bytef *>(result.data()), &size,
                     reinterpret_cast<const Bytef *>(text.data()), text.size()) == Z_OK);
    result.resize(size);
    return result;
}

const std::string kZero(1, '\0');

} // namespace

TEST_CASE("texts of every kind are read")
{
    Bytes png = plainPng();
    CHECK(readPngText(png, "a").value().empty());
    png = withChunk(png, "tEXt", "Comment" + kZero + "caf\xe9");
    png = withChunk(png, "zTXt", "Long" + kZero + kZero + deflated(std::string(5000, 'x')));
    png = withChunk(png, "iTXt",
                    "imago:recipe" + std::string(3, '\0') + "en" + kZero + "Rezept" + kZero + "\u8138");
    png = withChunk(png, "iTXt", "Packed" + kZero + "\1" + std::string(3, '\0') + deflated("packed"));
    const PngText text = readPngText(png, "a").value();
    CHECK(text.size() == 4);
    CHECK(text.at("Comment") == "caf\u00e9");
    CHECK(text.at("Long") == std::string(5000, 'x'));
    CHECK(text.at(std::string(kRecipeText)) == "\u8138");
    CHECK(text.at("Packed") == "packed");
    CHECK(readImage(png, "a").has_value());
}

TEST_CASE("texts are set in a file without touching its pixels or other texts")
{
    const test::TempDir folder;
    const auto path = folder / "a.png";
    REQUIRE(saveFile(path, withChunk(plainPng(), "tEXt", "Comment" + kZero + "old")));
    const Image before = readImage(path).value();
    const PngText recipe{{std::string(kRecipeText), "{}"}, {std::string(kModelText), "abc"}};
    REQUIRE(writePngText(path, recipe));
    REQUIRE(writePngText(path, {{std::string(kRecipeText), "{\"seed\": 2}"}}));
    const PngText text = readPngText(path).value();
    CHECK(text.size() == 3);
    CHECK(text.at(std::string(kRecipeText)) == "{\"seed\": 2}");
    CHECK(text.at(std::string(kModelText)) == "abc");
    CHECK(text.at("Comment") == "old");
    CHECK(readImage(path).value() == before);
}

TEST_CASE("what no PNG can hold is refused before the file is touched")
{
    for (const std::string keyword : {"", " a", "a ", "a  b", "\u00e9", "a\nb"})
        CHECK(checkPngText({{keyword, ""}}).error().code == ErrorCode::BadInput);
    CHECK(checkPngText({{std::string(80, 'x'), ""}}).error().code == ErrorCode::BadInput);
    CHECK(checkPngText({{std::string(79, 'x'), "\u8138 \U0001F600"}}).has_value());
    for (const std::string text :
         {"\xff", "\xc0\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe8\x84", "\xe0\x80\x80"})
        CHECK(checkPngText({{"a", text}}).error().code == ErrorCode::BadInput);
    CHECK(checkPngText({{"a", kZero}}).error().code == ErrorCode::BadInput);
    CHECK(checkPngText({{"a", std::string((16U << 20) + 1, 'x')}}).error().code == ErrorCode::BadInput);
    const test::TempDir folder;
    REQUIRE(saveFile(folder / "a.png", plainPng()));
    CHECK(writePngText(folder / "a.png", {{"", ""}}).error().subject == "a.png");
    CHECK(readBytes(folder / "a.png", 1 << 20).value() == plainPng());
}

TEST_CASE("damaged texts are told apart from missing ones")
{
    const auto codeOf = [](const Bytes &png) {
        const Result<PngText> text = readPngText(png, "a.png");
        REQUIRE_FALSE(text.has_value());
        return text.error().code;
    };
    const Bytes png = plainPng();
    CHECK(codeOf({}) == ErrorCode::UnsupportedFormat);
    CHECK(codeOf({'G', 'I', 'F'}) == ErrorCode::UnsupportedFormat);
    CHECK(codeOf(withChunk(png, "tEXt", "no zero")) == ErrorCode::FileDamaged);
    CHECK(codeOf(withChunk(png, "tEXt", kZero + "no keyword")) == ErrorCode::FileDamaged);
    CHECK(codeOf(withChunk(png, "zTXt", "k" + kZero + kZero + "not deflated")) == ErrorCode::FileDamaged);
    CHECK(codeOf(withChunk(png, "zTXt", "k" + kZero)) == ErrorCode::FileDamaged);
    CHECK(codeOf(withChunk(png, "iTXt", "k" + std::string(3, '\0') + "text")) == ErrorCode::FileDamaged);
    CHECK(codeOf(withChunk(png, "iTXt", "k" + std::string(5, '\0') + "\xff")) == ErrorCode::FileDamaged);
    const std::string bomb = deflated(std::string(20U << 20, '\0'));
    CHECK(codeOf(withChunk(png, "zTXt", "k" + kZero + kZero + bomb)) == ErrorCode::FileDamaged);
    Bytes wrongSum = withChunk(png, "tEXt", "k" + kZero + "text");
    wrongSum[43] = static_cast<std::uint8_t>(wrongSum[43] ^ 1);
    CHECK(codeOf(wrongSum) == ErrorCode::FileDamaged);
    const Bytes large = withChunk(png, "tEXt", "k" + kZero + std::string(16U << 20, 'x'));
    CHECK(codeOf(large) == ErrorCode::FileTooLarge);

    const Bytes whole = withChunk(png, "tEXt", "k" + kZero + "text");
    for (std::size_t length = 8; length < whole.size(); ++length)
        REQUIRE(codeOf({whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(length)}) ==
                ErrorCode::FileDamaged);
    const test::TempDir folder;
    CHECK(readPngText(folder / "missing.png").error().code == ErrorCode::FileMissing);
    CHECK(readPngText(folder.path()).error().code == ErrorCode::FileUnreadable);
}
