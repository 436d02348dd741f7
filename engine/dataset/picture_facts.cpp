// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dataset/picture_facts.h"

#include "engine/dataset/usage_marks.h"
#include "engine/files/image_file.h"
#include "engine/files/save_file.h"
#include "engine/files/sha256.h"

#include <charconv>
#include <filesystem>
#include <new>
#include <utility>

namespace imago::dataset {

namespace {

constexpr std::uint64_t kLargestSidecar = 4 << 20; // bytes

std::uint64_t contentOf(std::span<const std::uint8_t> bytes)
{
    const std::string digits = files::sha256(bytes).substr(0, 16);
    std::uint64_t content = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), content, 16);
    return content;
}

Trouble troubleOf(ErrorCode code)
{
    switch (code) {
    case ErrorCode::FileMissing:
        return Trouble::Missing;
    case ErrorCode::FileUnreadable:
        return Trouble::Unreadable;
    case ErrorCode::UnsupportedFormat:
        return Trouble::Unsupported;
    case ErrorCode::FileTooLarge:
    case ErrorCode::OutOfMemory:
        return Trouble::TooLarge;
    default:
        return Trouble::Damaged;
    }
}

// Of a sidecar: "a.xmp" or "a.png.xmp" beside "a.png" (XMP specification part 3, external storage of metadata).
std::uint8_t marksBeside(const std::filesystem::path &picture)
{
    std::uint8_t marks = 0;
    std::filesystem::path whole = picture, instead = picture;
    whole += ".xmp";
    instead.replace_extension(".xmp");
    for (const std::filesystem::path &sidecar : {whole, instead}) {
        std::error_code none;
        if (picture.empty() || !std::filesystem::is_regular_file(sidecar, none))
            continue;
        if (const auto bytes = files::readBytes(sidecar, kLargestSidecar))
            marks |= usageMarks(*bytes);
    }
    return marks;
}

} // namespace

std::string_view name(Trouble trouble) noexcept
{
    switch (trouble) {
    case Trouble::None:
        return "none";
    case Trouble::Missing:
        return "missing";
    case Trouble::Unreadable:
        return "unreadable";
    case Trouble::Damaged:
        return "damaged";
    case Trouble::Unsupported:
        return "unsupported";
    case Trouble::TooLarge:
        return "too large";
    }
    return "";
}

ColorUse colorUseOf(const Image &picture)
{
    const Image eight = picture.format() == PixelFormat::Rgba8 ? Image() : picture.converted(PixelFormat::Rgba8);
    const std::span<const std::uint8_t> pixels = eight.empty() ? picture.bytes() : eight.bytes();
    ColorUse use;
    for (std::size_t at = 0; at < pixels.size(); at += 4) {
        use.grey = use.grey && pixels[at] == pixels[at + 1] && pixels[at] == pixels[at + 2];
        use.transparent = use.transparent || pixels[at + 3] != 255;
    }
    return use;
}

PictureFacts examine(const Dataset &dataset, std::size_t item, Image &picture)
{
    PictureFacts facts;
    try {
        const Result<std::vector<std::uint8_t>> bytes = dataset.readBytes(item);
        if (!bytes) {
            facts.trouble = troubleOf(bytes.error().code);
            return facts;
        }
        facts.marks = static_cast<std::uint8_t>(usageMarks(*bytes) | marksBeside(dataset.file(item)));
        if (dataset.isReserved(item))
            facts.marks |= static_cast<std::uint8_t>(Mark::TdmReservation);
        const bool inFile = !dataset.file(item).empty();
        Result<Image> read = inFile ? files::readImage(*bytes, dataset.name(item)) : dataset.read(item);
        if (!read) {
            facts.content = contentOf(*bytes);
            facts.trouble = troubleOf(read.error().code);
            return facts;
        }
        facts.content = contentOf(inFile ? std::span<const std::uint8_t>(*bytes) : read->bytes());
        facts.size = read->size();
        const ColorUse use = colorUseOf(*read);
        facts.grey = use.grey;
        facts.transparent = use.transparent;
        facts.deep = read->format() == PixelFormat::Rgba16;
        facts.appearance = appearanceOf(*read);
        picture = std::move(*read);
    } catch (const std::bad_alloc &) {
        facts.trouble = Trouble::TooLarge;
    }
    return facts;
}

} // namespace imago::dataset
