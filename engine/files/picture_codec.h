// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/files/image_file.h"

namespace imago::files {

using ByteSpan = std::span<const std::uint8_t>;

/// A picture as its file stores it.
struct StoredPicture
{
    Image image;
    std::vector<std::uint8_t> profile; ///< ICC; empty for sRGB, and where the codec has already applied it.
    int orientation = 1;               ///< EXIF's: 1 to 8.
};

/// One file format. Every function checks kMostPixels before it decodes and reports FileDamaged, FileTooLarge
/// or UnsupportedFormat; std::bad_alloc may leave it.
struct PictureCodec
{
    Result<Size> (*readSize)(ByteSpan file, const std::string &subject);
    Result<StoredPicture> (*decode)(ByteSpan file, const std::string &subject);
    /// Null for formats that are only read. The options have been checked; only PNG and TIFF get 16 bits.
    Result<std::vector<std::uint8_t>> (*encode)(const Image &image, const WriteOptions &options);
};

extern const PictureCodec kPngCodec;
extern const PictureCodec kJpegCodec;
extern const PictureCodec kWebPCodec;
extern const PictureCodec kTiffCodec;
extern const PictureCodec kHeifCodec;
extern const PictureCodec kGifCodec;

/// The size, or why it is refused.
Result<Size> checkedSize(std::int64_t width, std::int64_t height, const std::string &subject);

/// "the picture is damaged: <reason>"
tl::unexpected<Error> damagedPicture(const std::string &reason, const std::string &subject);

/// Whether every pixel is fully opaque.
bool isOpaque(const Image &image);

} // namespace imago::files
