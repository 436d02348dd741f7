// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/files/png_text.h"

#include "engine/core/utf8.h"
#include "engine/files/inflate.h"
#include "engine/files/save_file.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>
#include <vector>
#include <zlib.h>

namespace imago::files {

namespace {

using ByteSpan = std::span<const std::uint8_t>;

constexpr std::uint64_t kLargestFile = std::uint64_t{2} << 30;
constexpr std::size_t kMostText = 16U << 20; ///< All texts of a picture together.
constexpr std::size_t kLongestKeyword = 79;
constexpr std::size_t kAroundData = 12; ///< A chunk's length, type and checksum.
constexpr std::array<std::uint8_t, 8> kSignature{0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

std::uint32_t numberAt(ByteSpan bytes, std::size_t at)
{
    return static_cast<std::uint32_t>(bytes[at] << 24 | bytes[at + 1] << 16 | bytes[at + 2] << 8 |
                                      bytes[at + 3]);
}

void appendNumber(std::vector<std::uint8_t> &to, std::uint32_t number)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        to.push_back(static_cast<std::uint8_t>(number >> shift));
}

std::string_view asText(ByteSpan bytes)
{
    return {reinterpret_cast<const char *>(bytes.data()), bytes.size()};
}

struct Chunk
{
    std::string_view type;
    ByteSpan data;
    ByteSpan whole; ///< with length, type and checksum

    bool isText() const { return type == "tEXt" || type == "zTXt" || type == "iTXt"; }
    bool hasGoodSum() const
    {
        const uLong sum = crc32(0, whole.data() + 4, static_cast<uInt>(data.size() + 4));
        return sum == numberAt(whole, whole.size() - 4);
    }
};

/// All chunks to IEND, which must be there; what follows it is nobody's.
Result<std::vector<Chunk>> chunksOf(ByteSpan png, const std::string &subject)
{
    if (png.size() < kSignature.size() || !std::ranges::equal(png.first(kSignature.size()), kSignature))
        return fail(ErrorCode::UnsupportedFormat, "this is not a PNG picture", subject);
    std::vector<Chunk> chunks;
    for (ByteSpan left = png.subspan(kSignature.size()); left.size() >= kAroundData;) {
        const std::uint32_t length = numberAt(left, 0);
        if (length > left.size() - kAroundData)
            break;
        chunks.push_back(
            {asText(left.subspan(4, 4)), left.subspan(8, length), left.first(length + kAroundData)});
        if (chunks.front().type != "IHDR")
            break;
        if (chunks.back().type == "IEND")
            return chunks;
        left = left.subspan(length + kAroundData);
    }
    return fail(ErrorCode::FileDamaged, "the picture is damaged: its chunks do not reach the end", subject);
}

/// Cuts off the bytes before the next 0, and the 0. Nothing when there is none.
std::optional<std::string_view> takeUntilZero(ByteSpan &bytes)
{
    const auto zero = std::ranges::find(bytes, std::uint8_t{0});
    if (zero == bytes.end())
        return std::nullopt;
    const auto length = static_cast<std::size_t>(zero - bytes.begin());
    const std::string_view text = asText(bytes.first(length));
    bytes = bytes.subspan(length + 1);
    return text;
}

std::string utf8FromLatin1(std::string_view latin)
{
    std::string text;
    for (const char c : latin) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80) {
            text += c;
        } else {
            text += static_cast<char>(0xC0 | (byte >> 6));
            text += static_cast<char>(0x80 | (byte & 0x3F));
        }
    }
    return text;
}

struct KeywordAndText
{
    std::string keyword;
    std::string text;
};

/// Nothing for a text chunk that breaks the PNG specification.
std::optional<KeywordAndText> readChunk(const Chunk &chunk, std::size_t limit)
{
    ByteSpan data = chunk.data;
    const std::optional<std::string_view> keyword = takeUntilZero(data);
    if (!keyword || keyword->empty() || keyword->size() > kLongestKeyword)
        return std::nullopt;
    KeywordAndText result{utf8FromLatin1(*keyword), {}};
    bool isCompressed = chunk.type == "zTXt";
    const bool isLatin = chunk.type != "iTXt";
    if (isCompressed) {
        if (data.empty() || data[0] != 0)
            return std::nullopt;
        data = data.subspan(1);
    } else if (!isLatin) {
        if (data.size() < 2 || data[0] > 1 || data[1] != 0)
            return std::nullopt;
        isCompressed = data[0] == 1;
        data = data.subspan(2);
        if (!takeUntilZero(data) || !takeUntilZero(data)) // language and translated keyword
            return std::nullopt;
    }
    if (isCompressed) {
        const auto text = inflated(data, Wrapping::Zlib, limit, {});
        if (!text)
            return std::nullopt;
        result.text.assign(text->begin(), text->end());
    } else {
        result.text = asText(data);
    }
    if (isLatin)
        result.text = utf8FromLatin1(result.text);
    else if (!isUtf8(result.text))
        return std::nullopt;
    return result;
}

Result<PngText> readTexts(const std::vector<Chunk> &chunks, const std::string &subject)
{
    PngText texts;
    std::size_t total = 0;
    for (const Chunk &chunk : chunks) {
        if (!chunk.isText())
            continue;
        if (!chunk.hasGoodSum())
            return fail(ErrorCode::FileDamaged, "the picture is damaged: a text's checksum is wrong",
                        subject);
        if (chunk.data.size() > kMostText - total)
            return fail(ErrorCode::FileTooLarge, "the picture holds more than 16 MB of text", subject);
        const std::optional<KeywordAndText> read = readChunk(chunk, kMostText - total);
        if (!read)
            return fail(ErrorCode::FileDamaged, "the picture is damaged: a text cannot be read", subject);
        total += std::min(read->text.size(), kMostText - total);
        texts.emplace(read->keyword, read->text);
    }
    return texts;
}

void appendText(std::vector<std::uint8_t> &to, const std::string &keyword, const std::string &text)
{
    std::string data = "iTXt" + keyword;
    data.append(5, '\0'); // end of keyword, not compressed, method, no language, no translated keyword
    data += text;
    appendNumber(to, static_cast<std::uint32_t>(data.size() - 4));
    to.insert(to.end(), data.begin(), data.end());
    const auto *bytes = reinterpret_cast<const Bytef *>(data.data());
    appendNumber(to, static_cast<std::uint32_t>(crc32(0, bytes, static_cast<uInt>(data.size()))));
}

} // namespace

Result<PngText> readPngText(const std::filesystem::path &path)
{
    const Result<std::vector<std::uint8_t>> png = readBytes(path, kLargestFile);
    if (!png)
        return tl::unexpected(png.error());
    return readPngText(*png, subjectOf(path));
}

Result<PngText> readPngText(ByteSpan png, std::string subject)
{
    const Result<std::vector<Chunk>> chunks = chunksOf(png, subject);
    if (!chunks)
        return tl::unexpected(chunks.error());
    return readTexts(*chunks, subject);
}

Status checkPngText(const PngText &text)
{
    std::size_t total = 0;
    for (const auto &[keyword, content] : text) {
        const auto isPrintable = [](char c) { return c >= 0x20 && c < 0x7F; };
        if (keyword.empty() || keyword.size() > kLongestKeyword || keyword.front() == ' ' ||
            keyword.back() == ' ' || keyword.find("  ") != std::string::npos ||
            !std::ranges::all_of(keyword, isPrintable))
            return fail(ErrorCode::BadInput, "a PNG cannot hold a text of this keyword: " + keyword);
        if (!isUtf8(content) || content.find('\0') != std::string::npos)
            return fail(ErrorCode::BadInput, "the text of " + keyword + " is not UTF-8");
        total += content.size();
    }
    if (total > kMostText)
        return fail(ErrorCode::BadInput, "a picture can hold at most 16 MB of text");
    return {};
}

Status writePngText(const std::filesystem::path &path, const PngText &text)
{
    const std::string subject = subjectOf(path);
    if (Status fine = checkPngText(text); !fine) {
        fine.error().subject = subject;
        return fine;
    }
    const Result<std::vector<std::uint8_t>> png = readBytes(path, kLargestFile);
    if (!png)
        return tl::unexpected(png.error());
    const Result<std::vector<Chunk>> chunks = chunksOf(*png, subject);
    if (!chunks)
        return tl::unexpected(chunks.error());
    if (const Result<PngText> old = readTexts(*chunks, subject); !old)
        return tl::unexpected(old.error());

    std::vector<std::uint8_t> result(kSignature.begin(), kSignature.end());
    for (const Chunk &chunk : *chunks) {
        ByteSpan data = chunk.data;
        if (chunk.isText() && text.contains(utf8FromLatin1(takeUntilZero(data).value_or(""))))
            continue;
        result.insert(result.end(), chunk.whole.begin(), chunk.whole.end());
        if (chunk.type == "IHDR") {
            for (const auto &[keyword, content] : text)
                appendText(result, keyword, content);
        }
    }
    return saveFile(path, result);
}

} // namespace imago::files
