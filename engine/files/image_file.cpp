// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/files/image_file.h"

#include "engine/core/lower_case.h"
#include "engine/files/color_profile.h"
#include "engine/files/exif.h"
#include "engine/files/picture_codec.h"
#include "engine/files/save_file.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>
#include <new>

namespace imago::files {

namespace {

constexpr std::uint64_t kLargestFile = std::uint64_t{2} << 30;
constexpr std::int64_t kLongestSide = std::numeric_limits<int>::max() / 8; ///< A row's bytes fit into an int.

bool startsWith(ByteSpan bytes, std::string_view magic, std::size_t at = 0)
{
    return bytes.size() >= at + magic.size() &&
           std::memcmp(bytes.data() + at, magic.data(), magic.size()) == 0;
}

const PictureCodec &codecOf(PictureFormat format)
{
    switch (format) {
    case PictureFormat::Png:
        return kPngCodec;
    case PictureFormat::Jpeg:
        return kJpegCodec;
    case PictureFormat::WebP:
        return kWebPCodec;
    case PictureFormat::Tiff:
        return kTiffCodec;
    case PictureFormat::Heif:
        return kHeifCodec;
    case PictureFormat::Gif:
        return kGifCodec;
    }
    return kPngCodec;
}

Result<PictureFormat> knownFormat(ByteSpan bytes, const std::string &subject)
{
    if (bytes.empty())
        return fail(ErrorCode::FileDamaged, "the file is empty", subject);
    if (const std::optional<PictureFormat> format = formatOf(bytes))
        return *format;
    return fail(ErrorCode::UnsupportedFormat,
                "this is not a picture that can be read: PNG, JPEG, WebP, TIFF, HEIC, AVIF or GIF", subject);
}

tl::unexpected<Error> outOfMemory(const std::string &subject)
{
    return fail(ErrorCode::OutOfMemory, "there is not enough memory for this picture", subject);
}

Status checkOptions(const Image &image, const WriteOptions &options)
{
    if (image.empty())
        return fail(ErrorCode::BadInput, "there is no picture to write");
    if (!(options.dpi >= 1.0 && options.dpi <= 100'000.0))
        return fail(ErrorCode::BadInput, "the resolution must be from 1 to 100,000 dpi");
    if (options.quality < 1 || options.quality > 100)
        return fail(ErrorCode::BadInput, "the quality must be from 1 to 100");
    return {};
}

} // namespace

std::string_view name(PictureFormat format) noexcept
{
    switch (format) {
    case PictureFormat::Png:
        return "PNG";
    case PictureFormat::Jpeg:
        return "JPEG";
    case PictureFormat::WebP:
        return "WebP";
    case PictureFormat::Tiff:
        return "TIFF";
    case PictureFormat::Heif:
        return "HEIF";
    case PictureFormat::Gif:
        return "GIF";
    }
    return "";
}

std::optional<PictureFormat> formatOf(ByteSpan bytes) noexcept
{
    using namespace std::string_view_literals;
    if (startsWith(bytes, "\x89PNG\r\n\x1a\n"sv))
        return PictureFormat::Png;
    if (startsWith(bytes, "\xff\xd8\xff"sv))
        return PictureFormat::Jpeg;
    if (startsWith(bytes, "RIFF"sv) && startsWith(bytes, "WEBP"sv, 8))
        return PictureFormat::WebP;
    if (startsWith(bytes, "II*\0"sv) || startsWith(bytes, "MM\0*"sv) || startsWith(bytes, "II+\0"sv) ||
        startsWith(bytes, "MM\0+"sv))
        return PictureFormat::Tiff;
    if (startsWith(bytes, "GIF87a"sv) || startsWith(bytes, "GIF89a"sv))
        return PictureFormat::Gif;
    if (startsWith(bytes, "ftyp"sv, 4)) {
        for (const std::string_view brand :
             {"heic"sv, "heix"sv, "hevc"sv, "heim"sv, "heis"sv, "mif1"sv, "msf1"sv, "avif"sv, "avis"sv}) {
            if (startsWith(bytes, brand, 8))
                return PictureFormat::Heif;
        }
    }
    return std::nullopt;
}

std::optional<PictureFormat> formatFromEnding(const std::filesystem::path &path)
{
    const std::string ending = lowerCase(path.extension().string());
    if (ending == ".png")
        return PictureFormat::Png;
    if (ending == ".jpg" || ending == ".jpeg")
        return PictureFormat::Jpeg;
    if (ending == ".webp")
        return PictureFormat::WebP;
    if (ending == ".tif" || ending == ".tiff")
        return PictureFormat::Tiff;
    return std::nullopt;
}

Result<Image> readImage(const std::filesystem::path &path)
{
    const Result<std::vector<std::uint8_t>> bytes = readBytes(path, kLargestFile);
    if (!bytes)
        return tl::unexpected(bytes.error());
    return readImage(*bytes, subjectOf(path));
}

Result<Image> readImage(ByteSpan bytes, std::string subject)
{
    const Result<PictureFormat> format = knownFormat(bytes, subject);
    if (!format)
        return tl::unexpected(format.error());
    try {
        Result<StoredPicture> stored = codecOf(*format).decode(bytes, subject);
        if (!stored)
            return tl::unexpected(std::move(stored).error());
        convertToSrgb(stored->image, stored->profile);
        return upright(std::move(stored->image), stored->orientation);
    } catch (const std::bad_alloc &) {
        return outOfMemory(subject);
    }
}

Result<Size> readImageSize(ByteSpan bytes, std::string subject)
{
    const Result<PictureFormat> format = knownFormat(bytes, subject);
    if (!format)
        return tl::unexpected(format.error());
    try {
        return codecOf(*format).readSize(bytes, subject);
    } catch (const std::bad_alloc &) {
        return outOfMemory(subject);
    }
}

Result<std::vector<std::uint8_t>> encodeImage(const Image &image, PictureFormat format,
                                              const WriteOptions &options)
{
    if (Status fine = checkOptions(image, options); !fine)
        return tl::unexpected(std::move(fine).error());
    const PictureCodec &codec = codecOf(format);
    if (codec.encode == nullptr)
        return fail(ErrorCode::UnsupportedFormat, std::string(name(format)) + " can be read but not written");
    try {
        const bool keepsBits = format == PictureFormat::Png || format == PictureFormat::Tiff;
        if (image.format() == PixelFormat::Rgba8 || keepsBits)
            return codec.encode(image, options);
        return codec.encode(image.converted(PixelFormat::Rgba8), options);
    } catch (const std::bad_alloc &) {
        return outOfMemory({});
    }
}

Status writeImage(const std::filesystem::path &path, const Image &image, const WriteOptions &options)
{
    const std::optional<PictureFormat> format = formatFromEnding(path);
    if (!format) {
        return fail(ErrorCode::UnsupportedFormat, "a picture's name must end in .png, .jpg, .webp or .tif",
                    subjectOf(path));
    }
    const Result<std::vector<std::uint8_t>> bytes = encodeImage(image, *format, options);
    if (!bytes) {
        Error error = bytes.error();
        error.subject = subjectOf(path);
        return tl::unexpected(std::move(error));
    }
    return saveFile(path, *bytes);
}

Result<Size> checkedSize(std::int64_t width, std::int64_t height, const std::string &subject)
{
    if (width <= 0 || height <= 0)
        return damagedPicture("it has no size", subject);
    if (width > kLongestSide || height > kLongestSide || width * height > kMostPixels) {
        return fail(ErrorCode::FileTooLarge,
                    "the picture has " + std::to_string(width) + " x " + std::to_string(height) +
                        " pixels; the limit is 200 megapixels",
                    subject);
    }
    return Size{static_cast<int>(width), static_cast<int>(height)};
}

tl::unexpected<Error> damagedPicture(const std::string &reason, const std::string &subject)
{
    return fail(ErrorCode::FileDamaged, "the picture is damaged: " + reason, subject);
}

bool isOpaque(const Image &image)
{
    const std::size_t step = image.bytesPerPixel();
    const std::span<const std::uint8_t> bytes = image.bytes();
    for (std::size_t at = 0; at < bytes.size(); at += step) {
        for (std::size_t i = 3 * step / 4; i < step; ++i) {
            if (bytes[at + i] != 255)
                return false;
        }
    }
    return true;
}

} // namespace imago::files
