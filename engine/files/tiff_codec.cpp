// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/files/color_profile.h"
#include "engine/files/picture_codec.h"

#include <algorithm>
#include <cstdarg>
#include <cstdio>
#include <cstring>
#include <limits>
#include <memory>
#include <new>
#include <tiffio.h>

namespace imago::files {

namespace {

constexpr tmsize_t kLargestPiece = tmsize_t{1} << 30; ///< No part of a TIFF may ask for more memory at once.
constexpr uint32_t kRowsPerStrip = 64;

/// A TIFF in memory, read or written through libtiff's callbacks.
struct TiffFile
{
    ByteSpan read;
    std::vector<std::uint8_t> written;
    bool isWriting = false;
    std::uint64_t at = 0;
    std::string message;

    std::uint64_t size() const { return isWriting ? written.size() : read.size(); }
};

TiffFile *fileOf(thandle_t handle)
{
    return static_cast<TiffFile *>(handle);
}

tmsize_t onRead(thandle_t handle, void *to, tmsize_t count)
{
    TiffFile *file = fileOf(handle);
    const ByteSpan all = file->isWriting ? ByteSpan(file->written) : file->read;
    if (file->at >= all.size() || count <= 0)
        return 0;
    const std::size_t got =
        std::min(static_cast<std::size_t>(count), all.size() - static_cast<std::size_t>(file->at));
    std::memcpy(to, all.data() + file->at, got);
    file->at += got;
    return static_cast<tmsize_t>(got);
}

tmsize_t onWrite(thandle_t handle, void *from, tmsize_t count)
{
    TiffFile *file = fileOf(handle);
    if (count <= 0)
        return 0;
    try {
        const auto end = static_cast<std::size_t>(file->at) + static_cast<std::size_t>(count);
        if (file->written.size() < end)
            file->written.resize(end);
        std::memcpy(file->written.data() + file->at, from, static_cast<std::size_t>(count));
        file->at = end;
        return count;
    } catch (const std::bad_alloc &) {
        return 0;
    }
}

toff_t onSeek(thandle_t handle, toff_t offset, int from)
{
    TiffFile *file = fileOf(handle);
    const std::uint64_t base = from == SEEK_SET ? 0 : from == SEEK_CUR ? file->at : file->size();
    file->at = base + offset;
    return file->at;
}

int onClose(thandle_t)
{
    return 0;
}

toff_t onSize(thandle_t handle)
{
    return fileOf(handle)->size();
}

int onError(TIFF *, void *file, const char *, const char *format, va_list values)
{
    char text[200] = {};
    vsnprintf(text, sizeof text, format, values);
    if (static_cast<TiffFile *>(file)->message.empty())
        static_cast<TiffFile *>(file)->message = text;
    return 1;
}

int onWarning(TIFF *, void *, const char *, const char *, va_list)
{
    return 1;
}

struct TiffCloser
{
    void operator()(TIFF *tiff) const noexcept { TIFFClose(tiff); }
};
using Tiff = std::unique_ptr<TIFF, TiffCloser>;

Tiff openTiff(TiffFile &file)
{
    const std::unique_ptr<TIFFOpenOptions, decltype(&TIFFOpenOptionsFree)> options(TIFFOpenOptionsAlloc(),
                                                                                   &TIFFOpenOptionsFree);
    if (!options)
        throw std::bad_alloc();
    TIFFOpenOptionsSetMaxSingleMemAlloc(options.get(), kLargestPiece);
    TIFFOpenOptionsSetErrorHandlerExtR(options.get(), onError, &file);
    TIFFOpenOptionsSetWarningHandlerExtR(options.get(), onWarning, &file);
    return Tiff(TIFFClientOpenExt("picture", file.isWriting ? "w" : "rm", &file, onRead, onWrite, onSeek,
                                  onClose, onSize, nullptr, nullptr, options.get()));
}

template <typename T>
T tagOf(const Tiff &tiff, uint32_t tag, T otherwise)
{
    T value = otherwise;
    TIFFGetFieldDefaulted(tiff.get(), tag, &value);
    return value;
}

Result<Size> sizeOf(const Tiff &tiff, const TiffFile &file, const std::string &subject)
{
    uint32_t width = 0;
    uint32_t height = 0;
    if (!tiff || TIFFGetField(tiff.get(), TIFFTAG_IMAGEWIDTH, &width) == 0 ||
        TIFFGetField(tiff.get(), TIFFTAG_IMAGELENGTH, &height) == 0)
        return damagedPicture(file.message.empty() ? "its size is missing" : file.message, subject);
    return checkedSize(width, height, subject);
}

Result<Size> readSize(ByteSpan bytes, const std::string &subject)
{
    TiffFile file;
    file.read = bytes;
    return sizeOf(openTiff(file), file, subject);
}

enum class Alpha { None, Straight, Premultiplied };

/// How the samples of a plain picture lie: rows of grey or RGB with 8 or 16 bits, the kind that we read
/// ourselves.
struct Layout
{
    unsigned bits = 8;
    unsigned samples = 1; ///< of a pixel in the file
    bool isGrey = false;
    Alpha alpha = Alpha::None;

    unsigned colors() const { return isGrey ? 1 : 3; }
};

bool readLayout(const Tiff &tiff, Layout &layout)
{
    layout.bits = tagOf<uint16_t>(tiff, TIFFTAG_BITSPERSAMPLE, 1);
    layout.samples = tagOf<uint16_t>(tiff, TIFFTAG_SAMPLESPERPIXEL, 1);
    const auto photometric = tagOf<uint16_t>(tiff, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISWHITE);
    layout.isGrey = photometric == PHOTOMETRIC_MINISBLACK;
    uint16_t extraCount = 0;
    const uint16_t *extras = nullptr;
    TIFFGetFieldDefaulted(tiff.get(), TIFFTAG_EXTRASAMPLES, &extraCount, &extras);
    if (extraCount > 0 && layout.samples > layout.colors())
        layout.alpha = extras[0] == EXTRASAMPLE_ASSOCALPHA ? Alpha::Premultiplied : Alpha::Straight;
    return (layout.isGrey || photometric == PHOTOMETRIC_RGB) && (layout.bits == 8 || layout.bits == 16) &&
           layout.samples >= layout.colors() && TIFFIsTiled(tiff.get()) == 0 &&
           tagOf<uint16_t>(tiff, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG) == PLANARCONFIG_CONTIG &&
           tagOf<uint16_t>(tiff, TIFFTAG_SAMPLEFORMAT, SAMPLEFORMAT_UINT) == SAMPLEFORMAT_UINT;
}

template <typename Sample>
void unmultiply(Sample *pixel)
{
    constexpr std::uint32_t kMost = std::numeric_limits<Sample>::max();
    const std::uint32_t alpha = pixel[3];
    for (int c = 0; alpha > 0 && c < 3; ++c)
        pixel[c] = static_cast<Sample>(std::min(kMost, (pixel[c] * kMost + alpha / 2) / alpha));
}

template <typename Sample>
bool readRows(const Tiff &tiff, const Layout &layout, Image &image)
{
    const auto width = static_cast<std::size_t>(image.width());
    std::vector<Sample> from(width * layout.samples);
    std::vector<Sample> to(width * 4);
    if (static_cast<std::size_t>(TIFFScanlineSize64(tiff.get())) != from.size() * sizeof(Sample))
        return false;
    for (int y = 0; y < image.height(); ++y) {
        if (TIFFReadScanline(tiff.get(), from.data(), static_cast<uint32_t>(y), 0) != 1)
            return false;
        for (std::size_t x = 0; x < width; ++x) {
            const Sample *in = &from[x * layout.samples];
            Sample *out = &to[x * 4];
            for (unsigned c = 0; c < 3; ++c)
                out[c] = in[layout.isGrey ? 0 : c];
            out[3] = layout.alpha == Alpha::None ? std::numeric_limits<Sample>::max() : in[layout.colors()];
            if (layout.alpha == Alpha::Premultiplied)
                unmultiply(out);
        }
        std::memcpy(image.row(y), to.data(), image.bytesPerRow());
    }
    return true;
}

/// Everything else (palettes, tiles, CMYK, YCbCr, one bit) through libtiff's own conversion to 8 bits.
bool readConverted(const Tiff &tiff, Image &image)
{
    char message[1024] = {};
    TIFFRGBAImage converter{};
    if (TIFFRGBAImageOK(tiff.get(), message) == 0 ||
        TIFFRGBAImageBegin(&converter, tiff.get(), 1, message) == 0)
        return false;
    converter.orientation = ORIENTATION_TOPLEFT; // exifOrientation's way is ours for every format
    converter.req_orientation = ORIENTATION_TOPLEFT;
    std::vector<uint32_t> raster(static_cast<std::size_t>(image.width()) *
                                 static_cast<std::size_t>(image.height()));
    const bool isRead = TIFFRGBAImageGet(&converter, raster.data(), static_cast<uint32_t>(image.width()),
                                         static_cast<uint32_t>(image.height())) != 0;
    const bool hasAlpha = converter.alpha != 0;
    TIFFRGBAImageEnd(&converter);
    if (!isRead)
        return false;
    std::uint8_t *to = image.bytes().data();
    for (const uint32_t pixel : raster) {
        to[0] = static_cast<std::uint8_t>(TIFFGetR(pixel));
        to[1] = static_cast<std::uint8_t>(TIFFGetG(pixel));
        to[2] = static_cast<std::uint8_t>(TIFFGetB(pixel));
        to[3] = hasAlpha ? static_cast<std::uint8_t>(TIFFGetA(pixel)) : std::uint8_t{255};
        unmultiply(to);
        to += 4;
    }
    return true;
}

Result<StoredPicture> decode(ByteSpan bytes, const std::string &subject)
{
    TiffFile file;
    file.read = bytes;
    const Tiff tiff = openTiff(file);
    const Result<Size> size = sizeOf(tiff, file, subject);
    if (!size)
        return tl::unexpected(size.error());
    Layout layout;
    const bool isPlain = readLayout(tiff, layout);
    StoredPicture picture;
    picture.image = Image(*size, isPlain && layout.bits == 16 ? PixelFormat::Rgba16 : PixelFormat::Rgba8);
    const bool isRead = !isPlain            ? readConverted(tiff, picture.image)
                        : layout.bits == 16 ? readRows<std::uint16_t>(tiff, layout, picture.image)
                                            : readRows<std::uint8_t>(tiff, layout, picture.image);
    if (!isRead || !file.message.empty())
        return damagedPicture(file.message.empty() ? "this kind of TIFF cannot be read" : file.message,
                              subject);
    picture.orientation = tagOf<uint16_t>(tiff, TIFFTAG_ORIENTATION, ORIENTATION_TOPLEFT);
    uint32_t count = 0;
    const void *profile = nullptr;
    if (isPlain && TIFFGetField(tiff.get(), TIFFTAG_ICCPROFILE, &count, &profile) != 0) {
        const auto *begin = static_cast<const std::uint8_t *>(profile);
        picture.profile.assign(begin, begin + count);
    }
    return picture;
}

Result<std::vector<std::uint8_t>> encode(const Image &image, const WriteOptions &options)
{
    TiffFile file;
    file.isWriting = true;
    const bool hasAlpha = !isOpaque(image);
    const std::size_t sample = image.bytesPerPixel() / 4;
    Tiff tiff = openTiff(file);
    if (!tiff)
        return fail(ErrorCode::Internal, "the TIFF could not be made: " + file.message);
    const auto set = [&tiff](uint32_t tag, auto... value) { TIFFSetField(tiff.get(), tag, value...); };
    set(TIFFTAG_IMAGEWIDTH, image.width());
    set(TIFFTAG_IMAGELENGTH, image.height());
    set(TIFFTAG_BITSPERSAMPLE, static_cast<int>(8 * sample));
    set(TIFFTAG_SAMPLESPERPIXEL, hasAlpha ? 4 : 3);
    set(TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_RGB);
    set(TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
    set(TIFFTAG_ORIENTATION, ORIENTATION_TOPLEFT);
    set(TIFFTAG_COMPRESSION, COMPRESSION_ADOBE_DEFLATE);
    set(TIFFTAG_PREDICTOR, PREDICTOR_HORIZONTAL);
    set(TIFFTAG_ROWSPERSTRIP, kRowsPerStrip);
    set(TIFFTAG_RESOLUTIONUNIT, RESUNIT_INCH);
    set(TIFFTAG_XRESOLUTION, options.dpi);
    set(TIFFTAG_YRESOLUTION, options.dpi);
    set(TIFFTAG_ICCPROFILE, static_cast<uint32_t>(srgbProfile().size()), srgbProfile().data());
    const uint16_t straight = EXTRASAMPLE_UNASSALPHA;
    if (hasAlpha)
        set(TIFFTAG_EXTRASAMPLES, 1, &straight);

    const auto width = static_cast<std::size_t>(image.width());
    std::vector<std::uint8_t> row(image.bytesPerRow()); // libtiff's predictor works in the row it is given
    for (int y = 0; y < image.height(); ++y) {
        const std::size_t kept = (hasAlpha ? 4 : 3) * sample;
        for (std::size_t x = 0; x < width; ++x)
            std::memcpy(&row[x * kept], image.row(y) + x * 4 * sample, kept);
        if (TIFFWriteScanline(tiff.get(), row.data(), static_cast<uint32_t>(y), 0) != 1)
            return fail(ErrorCode::Internal, "the TIFF could not be made: " + file.message);
    }
    if (TIFFFlush(tiff.get()) != 1)
        return fail(ErrorCode::Internal, "the TIFF could not be made: " + file.message);
    tiff.reset();
    return std::move(file.written);
}

} // namespace

const PictureCodec kTiffCodec{readSize, decode, encode};

} // namespace imago::files
