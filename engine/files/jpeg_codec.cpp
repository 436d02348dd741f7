// SPDX-License-Identifier: GPL-3.0-or-later
// libjpeg reports errors by longjmp: the functions that call setjmp hold nothing that would need destroying.
#include "engine/files/color_profile.h"
#include "engine/files/exif.h"
#include "engine/files/picture_codec.h"

#include <array>
#include <cmath>
#include <csetjmp>
#include <cstdio>
#include <cstdlib>
#include <jerror.h>
#include <jpeglib.h>
#include <memory>

namespace imago::files {

namespace {

constexpr int kMostScans = 500;       ///< A hostile progressive file repeats them to keep us busy.
constexpr int kFullColorQuality = 90; ///< From here on colour is not stored at half the resolution.
constexpr int kExifMarker = JPEG_APP0 + 1;
constexpr unsigned kLongestMarker = 0xFFFF;

struct JpegErrors
{
    jpeg_error_mgr manager{};
    std::jmp_buf jump{};
    std::array<char, JMSG_LENGTH_MAX> message{};
    bool isDamaged = false;
};

void onError(j_common_ptr info)
{
    auto *errors = reinterpret_cast<JpegErrors *>(info->err);
    info->err->format_message(info, errors->message.data());
    std::longjmp(errors->jump, 1);
}

/// libjpeg fills what is missing with grey and merely warns; for us that is damage. Bytes too many are none.
void onMessage(j_common_ptr info, int level)
{
    const int code = info->err->msg_code;
    auto *errors = reinterpret_cast<JpegErrors *>(info->err);
    if (level >= 0 || code == JWRN_EXTRANEOUS_DATA || code == JWRN_ADOBE_XFORM || code == JWRN_JFIF_MAJOR ||
        errors->isDamaged)
        return;
    info->err->format_message(info, errors->message.data());
    errors->isDamaged = true;
}

void onScan(j_common_ptr info)
{
    auto *jpeg = reinterpret_cast<j_decompress_ptr>(info);
    if (jpeg->input_scan_number > kMostScans)
        ERREXIT(info, JERR_BAD_PROGRESSION);
}

void useErrors(JpegErrors &errors)
{
    errors.manager.error_exit = onError;
    errors.manager.emit_message = onMessage;
}

class JpegReader
{
public:
    explicit JpegReader(ByteSpan file)
        : m_file(file)
    {
        m_jpeg.err = jpeg_std_error(&m_errors.manager);
        useErrors(m_errors);
        m_progress.progress_monitor = onScan;
    }
    ~JpegReader() { jpeg_destroy_decompress(&m_jpeg); }
    JpegReader(const JpegReader &) = delete;
    JpegReader &operator=(const JpegReader &) = delete;

    bool readHeader()
    {
        if (setjmp(m_errors.jump) != 0)
            return false;
        jpeg_create_decompress(&m_jpeg);
        m_jpeg.progress = &m_progress;
        jpeg_mem_src(&m_jpeg, m_file.data(), m_file.size());
        jpeg_save_markers(&m_jpeg, kExifMarker, kLongestMarker);
        jpeg_save_markers(&m_jpeg, JPEG_APP0 + 2, kLongestMarker);
        jpeg_read_header(&m_jpeg, TRUE);
        m_isCmyk = m_jpeg.jpeg_color_space == JCS_CMYK || m_jpeg.jpeg_color_space == JCS_YCCK;
        m_jpeg.out_color_space = m_isCmyk ? JCS_CMYK : JCS_EXT_RGBA;
        return true;
    }

    /// Four bytes a pixel, rows without gaps.
    bool readPixels(std::uint8_t *pixels)
    {
        if (setjmp(m_errors.jump) != 0)
            return false;
        jpeg_start_decompress(&m_jpeg);
        while (m_jpeg.output_scanline < m_jpeg.output_height) {
            JSAMPROW row = pixels + std::size_t{4} * m_jpeg.output_width * m_jpeg.output_scanline;
            jpeg_read_scanlines(&m_jpeg, &row, 1);
        }
        jpeg_finish_decompress(&m_jpeg);
        return !m_errors.isDamaged;
    }

    /// The profile's bytes belong to the caller, who frees them.
    bool readProfile(JOCTET **bytes, unsigned *count)
    {
        if (setjmp(m_errors.jump) != 0)
            return false;
        return jpeg_read_icc_profile(&m_jpeg, bytes, count) != 0;
    }

    int orientation() const
    {
        for (jpeg_saved_marker_ptr marker = m_jpeg.marker_list; marker != nullptr; marker = marker->next) {
            const ByteSpan bytes(marker->data, marker->data_length);
            if (marker->marker == kExifMarker && bytes.size() > 6 && bytes[0] == 'E')
                return exifOrientation(bytes);
        }
        return 1;
    }

    JDIMENSION width() const noexcept { return m_jpeg.image_width; }
    JDIMENSION height() const noexcept { return m_jpeg.image_height; }
    bool isCmyk() const noexcept { return m_isCmyk; }
    /// Adobe's programs store CMYK as light instead of ink.
    bool isInverted() const noexcept { return m_jpeg.saw_Adobe_marker != 0; }
    std::string message() const { return m_errors.message.data(); }

private:
    ByteSpan m_file;
    JpegErrors m_errors;
    jpeg_progress_mgr m_progress{};
    jpeg_decompress_struct m_jpeg{};
    bool m_isCmyk = false;
};

std::vector<std::uint8_t> profileOf(JpegReader &reader)
{
    JOCTET *bytes = nullptr;
    unsigned count = 0;
    const bool hasOne = reader.readProfile(&bytes, &count);
    const std::unique_ptr<JOCTET, decltype(&std::free)> owner(bytes, &std::free);
    return hasOne ? std::vector<std::uint8_t>(bytes, bytes + count) : std::vector<std::uint8_t>();
}

Result<Size> readSize(ByteSpan file, const std::string &subject)
{
    JpegReader reader(file);
    if (!reader.readHeader())
        return damagedPicture(reader.message(), subject);
    return checkedSize(reader.width(), reader.height(), subject);
}

Result<StoredPicture> decode(ByteSpan file, const std::string &subject)
{
    JpegReader reader(file);
    if (!reader.readHeader())
        return damagedPicture(reader.message(), subject);
    const Result<Size> size = checkedSize(reader.width(), reader.height(), subject);
    if (!size)
        return tl::unexpected(size.error());
    StoredPicture picture;
    picture.orientation = reader.orientation();
    picture.profile = profileOf(reader);
    Image image(*size);
    if (!reader.readPixels(image.bytes().data()))
        return damagedPicture(reader.message(), subject);
    if (reader.isCmyk()) {
        if (reader.isInverted()) {
            for (std::uint8_t &ink : image.bytes())
                ink = static_cast<std::uint8_t>(255 - ink);
        }
        image = fromCmyk(image.bytes(), *size, picture.profile);
        picture.profile.clear();
    }
    picture.image = std::move(image);
    return picture;
}

class JpegWriter
{
public:
    JpegWriter()
    {
        m_jpeg.err = jpeg_std_error(&m_errors.manager);
        useErrors(m_errors);
    }
    ~JpegWriter()
    {
        jpeg_destroy_compress(&m_jpeg);
        std::free(m_bytes);
    }
    JpegWriter(const JpegWriter &) = delete;
    JpegWriter &operator=(const JpegWriter &) = delete;

    bool begin(Size size, const WriteOptions &options, ByteSpan profile)
    {
        if (setjmp(m_errors.jump) != 0)
            return false;
        jpeg_create_compress(&m_jpeg);
        jpeg_mem_dest(&m_jpeg, &m_bytes, &m_count);
        m_jpeg.image_width = static_cast<JDIMENSION>(size.width);
        m_jpeg.image_height = static_cast<JDIMENSION>(size.height);
        m_jpeg.input_components = 3;
        m_jpeg.in_color_space = JCS_RGB;
        jpeg_set_defaults(&m_jpeg);
        jpeg_set_quality(&m_jpeg, options.quality, TRUE);
        if (options.quality >= kFullColorQuality) {
            m_jpeg.comp_info[0].h_samp_factor = 1;
            m_jpeg.comp_info[0].v_samp_factor = 1;
        }
        m_jpeg.optimize_coding = TRUE;
        m_jpeg.density_unit = 1; // dots an inch
        m_jpeg.X_density = static_cast<UINT16>(std::lround(std::min(options.dpi, 65535.0)));
        m_jpeg.Y_density = m_jpeg.X_density;
        jpeg_start_compress(&m_jpeg, TRUE);
        jpeg_write_icc_profile(&m_jpeg, profile.data(), static_cast<unsigned>(profile.size()));
        return true;
    }

    bool writeRow(std::uint8_t *row)
    {
        if (setjmp(m_errors.jump) != 0)
            return false;
        jpeg_write_scanlines(&m_jpeg, &row, 1);
        return true;
    }

    bool finish()
    {
        if (setjmp(m_errors.jump) != 0)
            return false;
        jpeg_finish_compress(&m_jpeg);
        return true;
    }

    std::string message() const { return m_errors.message.data(); }
    ByteSpan bytes() const { return {m_bytes, m_count}; }

private:
    JpegErrors m_errors;
    jpeg_compress_struct m_jpeg{};
    unsigned char *m_bytes = nullptr;
    unsigned long m_count = 0;
};

Result<std::vector<std::uint8_t>> encode(const Image &image, const WriteOptions &options)
{
    const auto failed = [](const JpegWriter &writer) {
        return fail(ErrorCode::Internal, "the JPEG could not be made: " + writer.message());
    };
    if (image.width() > JPEG_MAX_DIMENSION || image.height() > JPEG_MAX_DIMENSION)
        return fail(ErrorCode::BadInput, "a JPEG has at most 65500 pixels a side");
    JpegWriter writer;
    if (!writer.begin(image.size(), options, srgbProfile()))
        return failed(writer);
    const auto width = static_cast<std::size_t>(image.width());
    std::vector<std::uint8_t> row(3 * width);
    for (int y = 0; y < image.height(); ++y) {
        const std::uint8_t *from = image.row(y);
        for (std::size_t x = 0; x < width; ++x) {
            const int alpha = from[4 * x + 3];
            for (std::size_t c = 0; c < 3; ++c) {
                const int onWhite = from[4 * x + c] * alpha + 255 * (255 - alpha);
                row[3 * x + c] = static_cast<std::uint8_t>((onWhite + 127) / 255);
            }
        }
        if (!writer.writeRow(row.data()))
            return failed(writer);
    }
    if (!writer.finish())
        return failed(writer);
    return std::vector<std::uint8_t>(writer.bytes().begin(), writer.bytes().end());
}

} // namespace

const PictureCodec kJpegCodec{readSize, decode, encode};

} // namespace imago::files
