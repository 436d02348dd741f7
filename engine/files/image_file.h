// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/core/image.h"
#include "engine/files/png_text.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace imago::files {

/// A picture with more pixels is refused before it is decoded.
inline constexpr std::int64_t kMostPixels = 200'000'000;

enum class PictureFormat { Png, Jpeg, WebP, Tiff, Heif, Gif };

/// "PNG", "JPEG", ...
std::string_view name(PictureFormat format) noexcept;

/// What the first bytes say, whatever the file is called; nothing for a format that is not read.
std::optional<PictureFormat> formatOf(std::span<const std::uint8_t> bytes) noexcept;
/// The format that a file name's ending asks for, of those that writeImage writes.
std::optional<PictureFormat> formatFromEnding(const std::filesystem::path &path);

/// A picture as the studio sees it: upright (EXIF orientation applied), sRGB (an embedded profile is
/// converted, CMYK too), Rgba16 where the file has more than 8 bits a channel (PNG, TIFF, HEIF), of an
/// animation the first frame. HEIF includes AVIF.
///
/// **Errors**: FileMissing; FileUnreadable for a folder or a missing permission; UnsupportedFormat;
/// FileTooLarge above kMostPixels or 2 GB; FileDamaged for an empty, truncated or corrupt file; OutOfMemory.
Result<Image> readImage(const std::filesystem::path &path);
/// The same from memory (clipboard, drop); `subject` names the picture in errors.
Result<Image> readImage(std::span<const std::uint8_t> bytes, std::string subject);

/// The size from the header alone, before the orientation is applied. Errors as readImage's.
Result<Size> readImageSize(std::span<const std::uint8_t> bytes, std::string subject);

struct WriteOptions
{
    double dpi = 72.0;     ///< 1 to 100,000
    int quality = 92;      ///< 1 to 100, JPEG and WebP
    bool lossless = false; ///< WebP
    PngText text;          ///< PNG only
};

/// A picture file in memory, with the sRGB profile and the resolution (in WebP as EXIF). PNG and
/// TIFF have the image's bits a channel, the others 8; JPEG has no transparency: the picture is put on white.
/// Equal input gives equal bytes. Errors: BadInput for an empty image, options out of range, sides beyond the
/// format's (65,500 JPEG, 16,383 WebP); UnsupportedFormat for HEIF and GIF, which are only read; OutOfMemory.
Result<std::vector<std::uint8_t>> encodeImage(const Image &image, PictureFormat format,
                                              const WriteOptions &options = {});

/// encodeImage in the format of the ending (.png .jpg .jpeg .webp .tif .tiff), through saveFile.
/// Errors: UnsupportedFormat for another ending, those of encodeImage, DiskFull, FileUnwritable.
Status writeImage(const std::filesystem::path &path, const Image &image, const WriteOptions &options = {});

} // namespace imago::files
