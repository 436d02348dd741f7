// SPDX-License-Identifier: GPL-3.0-or-later
// libpng reports errors by longjmp: the functions that call setjmp hold nothing that would need destroying.
#include "engine/files/color_profile.h"
#include "engine/files/exif.h"
#include "engine/files/picture_codec.h"

#include <png.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <csetjmp>
#include <cstring>
#include <new>

namespace imago::files {

namespace {

constexpr std::size_t kHeaderBytes = 33; ///< Signature and IHDR.
constexpr double kInchesPerMetre = 1.0 / 0.0254;

/// What libpng's callbacks share.
struct PngState
{
    ByteSpan unread;
    std::vector<std::uint8_t> written;
    std::array<char, 128> message{};
};

void onError(png_structp png, png_const_charp message)
{
    auto *state = static_cast<PngState *>(png_get_error_ptr(png));
    std::strncpy(state->message.data(), message, state->message.size() - 1);
    png_longjmp(png, 1);
}

void onWarning(png_structp, png_const_charp) {}

void onRead(png_structp png, png_bytep to, std::size_t count)
{
    auto *state = static_cast<PngState *>(png_get_io_ptr(png));
    if (count > state->unread.size())
        png_error(png, "it ends early");
    std::memcpy(to, state->unread.data(), count);
    state->unread = state->unread.subspan(count);
}

void onWrite(png_structp png, png_bytep from, std::size_t count)
{
    auto *state = static_cast<PngState *>(png_get_io_ptr(png));
    bool isFull = false;
    try {
        state->written.insert(state->written.end(), from, from + count);
    } catch (const std::bad_alloc &) {
        isFull = true;
    }
    if (isFull)
        png_error(png, "out of memory");
}

void onFlush(png_structp) {}

class PngReader
{
public:
    explicit PngReader(ByteSpan file)
    {
        m_state.unread = file;
        m_png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &m_state, onError, onWarning);
        m_info = m_png != nullptr ? png_create_info_struct(m_png) : nullptr;
        if (m_info == nullptr)
            throw std::bad_alloc();
    }
    ~PngReader() { png_destroy_read_struct(&m_png, &m_info, nullptr); }
    PngReader(const PngReader &) = delete;
    PngReader &operator=(const PngReader &) = delete;

    /// Everything before the pixels; asks for four channels in our byte order.
    bool readHeader()
    {
        if (setjmp(png_jmpbuf(m_png)) != 0)
            return false;
        png_set_user_limits(m_png, 0x7FFFFFFF, 0x7FFFFFFF); // kMostPixels is the limit
        png_set_read_fn(m_png, &m_state, onRead);
        png_read_info(m_png, m_info);
        m_isWide = png_get_bit_depth(m_png, m_info) == 16;
        png_set_expand(m_png);
        png_set_gray_to_rgb(m_png);
        png_set_add_alpha(m_png, 0xFFFF, PNG_FILLER_AFTER);
        if (m_isWide && std::endian::native == std::endian::little)
            png_set_swap(m_png);
        png_set_interlace_handling(m_png);
        png_read_update_info(m_png, m_info);
        return true;
    }

    bool readPixels(png_bytepp rows)
    {
        if (setjmp(png_jmpbuf(m_png)) != 0)
            return false;
        png_read_image(m_png, rows);
        png_read_end(m_png, m_info);
        return true;
    }

    bool isWide() const noexcept { return m_isWide; }
    std::size_t bytesPerRow() const noexcept { return png_get_rowbytes(m_png, m_info); }
    std::string message() const { return m_state.message.data(); }

    std::vector<std::uint8_t> profile() const
    {
        png_charp name = nullptr;
        png_bytep bytes = nullptr;
        png_uint_32 count = 0;
        int compression = 0;
        if (png_get_iCCP(m_png, m_info, &name, &compression, &bytes, &count) == 0)
            return {};
        return {bytes, bytes + count};
    }

    int orientation() const
    {
        png_bytep exif = nullptr;
        png_uint_32 count = 0;
        if (png_get_eXIf_1(m_png, m_info, &count, &exif) == 0)
            return 1;
        return exifOrientation({exif, count});
    }

private:
    PngState m_state;
    png_structp m_png = nullptr;
    png_infop m_info = nullptr;
    bool m_isWide = false;
};

Result<Size> readSize(ByteSpan file, const std::string &subject)
{
    if (file.size() < kHeaderBytes || std::memcmp(file.data() + 12, "IHDR", 4) != 0)
        return damagedPicture("it ends early", subject);
    return checkedSize(png_get_uint_32(file.data() + 16), png_get_uint_32(file.data() + 20), subject);
}

Result<StoredPicture> decode(ByteSpan file, const std::string &subject)
{
    const Result<Size> size = readSize(file, subject);
    if (!size)
        return tl::unexpected(size.error());
    PngReader reader(file);
    if (!reader.readHeader())
        return damagedPicture(reader.message(), subject);
    StoredPicture picture;
    picture.image = Image(*size, reader.isWide() ? PixelFormat::Rgba16 : PixelFormat::Rgba8);
    if (reader.bytesPerRow() != picture.image.bytesPerRow())
        return damagedPicture("its rows have an unexpected length", subject);
    std::vector<png_bytep> rows;
    for (int y = 0; y < size->height; ++y)
        rows.push_back(picture.image.row(y));
    if (!reader.readPixels(rows.data()))
        return damagedPicture(reader.message(), subject);
    picture.profile = reader.profile();
    picture.orientation = reader.orientation();
    return picture;
}

class PngWriter
{
public:
    PngWriter()
    {
        m_png = png_create_write_struct(PNG_LIBPNG_VER_STRING, &m_state, onError, onWarning);
        m_info = m_png != nullptr ? png_create_info_struct(m_png) : nullptr;
        if (m_info == nullptr)
            throw std::bad_alloc();
    }
    ~PngWriter() { png_destroy_write_struct(&m_png, &m_info); }
    PngWriter(const PngWriter &) = delete;
    PngWriter &operator=(const PngWriter &) = delete;

    /// `rows` and `texts` are what libpng wants them to be: changeable, though it does not change them.
    bool write(const Image &image, bool hasAlpha, double dpi, std::span<png_bytep> rows,
               std::span<png_text> texts, ByteSpan profile)
    {
        if (setjmp(png_jmpbuf(m_png)) != 0)
            return false;
        const bool isWide = image.format() == PixelFormat::Rgba16;
        png_set_write_fn(m_png, &m_state, onWrite, onFlush);
        png_set_user_limits(m_png, 0x7FFFFFFF, 0x7FFFFFFF);
        png_set_IHDR(m_png, m_info, static_cast<png_uint_32>(image.width()),
                     static_cast<png_uint_32>(image.height()), isWide ? 16 : 8,
                     hasAlpha ? PNG_COLOR_TYPE_RGB_ALPHA : PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE,
                     PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
        png_set_iCCP(m_png, m_info, "sRGB", PNG_COMPRESSION_TYPE_BASE, profile.data(),
                     static_cast<png_uint_32>(profile.size()));
        const auto perMetre = static_cast<png_uint_32>(std::lround(dpi * kInchesPerMetre));
        png_set_pHYs(m_png, m_info, perMetre, perMetre, PNG_RESOLUTION_METER);
        if (!texts.empty())
            png_set_text(m_png, m_info, texts.data(), static_cast<int>(texts.size()));
        png_write_info(m_png, m_info);
        if (!hasAlpha)
            png_set_filler(m_png, 0, PNG_FILLER_AFTER);
        if (isWide && std::endian::native == std::endian::little)
            png_set_swap(m_png);
        png_write_image(m_png, rows.data());
        png_write_end(m_png, nullptr);
        return true;
    }

    std::string message() const { return m_state.message.data(); }
    std::vector<std::uint8_t> takeBytes() { return std::move(m_state.written); }

private:
    PngState m_state;
    png_structp m_png = nullptr;
    png_infop m_info = nullptr;
};

Result<std::vector<std::uint8_t>> encode(const Image &image, const WriteOptions &options)
{
    if (Status fine = checkPngText(options.text); !fine)
        return tl::unexpected(std::move(fine).error());
    std::vector<png_bytep> rows;
    for (int y = 0; y < image.height(); ++y)
        rows.push_back(const_cast<png_bytep>(image.row(y)));
    std::vector<png_text> texts;
    for (const auto &[keyword, content] : options.text) {
        png_text text{};
        text.compression = PNG_ITXT_COMPRESSION_NONE;
        text.key = const_cast<char *>(keyword.c_str());
        text.text = const_cast<char *>(content.c_str());
        text.itxt_length = content.size();
        texts.push_back(text);
    }
    PngWriter writer;
    if (!writer.write(image, !isOpaque(image), options.dpi, rows, texts, srgbProfile()))
        return fail(ErrorCode::Internal, "the PNG could not be made: " + writer.message());
    return writer.takeBytes();
}

} // namespace

const PictureCodec kPngCodec{readSize, decode, encode};

} // namespace imago::files
