// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/video/ffmpeg/frame_picture.h"

#include <array>
#include <cstring>

extern "C" {
#include <libavutil/frame.h>
#include <libavutil/pixdesc.h>
#include <libswscale/swscale.h>
}

namespace imago::video {

namespace {

constexpr int kBufferAlignment = 64; // swscale writes whole vectors, also beyond a row's end
constexpr int kHighDefinition = 720; // lines from which players take BT.709 where nobody says which matrix
constexpr int kFullRange = 1;
constexpr int kUnity = 1 << 16;

AVPixelFormat rgbFormat(PixelFormat format)
{
    return format == PixelFormat::Rgba8 ? AV_PIX_FMT_RGBA : AV_PIX_FMT_RGBA64;
}

bool isRgb(int format)
{
    const AVPixFmtDescriptor *about = av_pix_fmt_desc_get(static_cast<AVPixelFormat>(format));
    return about != nullptr && (about->flags & (AV_PIX_FMT_FLAG_RGB | AV_PIX_FMT_FLAG_PAL)) != 0;
}

// The formats that are full range by their names are retired: the same ones with the range beside them.
AVPixelFormat withoutRange(int format)
{
    switch (format) {
    case AV_PIX_FMT_YUVJ420P:
        return AV_PIX_FMT_YUV420P;
    case AV_PIX_FMT_YUVJ422P:
        return AV_PIX_FMT_YUV422P;
    case AV_PIX_FMT_YUVJ444P:
        return AV_PIX_FMT_YUV444P;
    case AV_PIX_FMT_YUVJ440P:
        return AV_PIX_FMT_YUV440P;
    default:
        return static_cast<AVPixelFormat>(format);
    }
}

const int *coefficients(int matrix)
{
    return sws_getCoefficients(matrix);
}

Result<Libav<AVFrame>> buffer(Size size, AVPixelFormat format)
{
    Result<Libav<AVFrame>> frame = makeFrame();
    if (!frame)
        return frame;
    (*frame)->width = size.width;
    (*frame)->height = size.height;
    (*frame)->format = format;
    if (const int got = av_frame_get_buffer(frame->get(), kBufferAlignment); got < 0)
        return failLibav(got, ErrorCode::OutOfMemory, "there is no memory for a frame", {});
    return frame;
}

void describeColors(AVFrame &frame, const ColorTags &tags)
{
    frame.color_primaries = static_cast<AVColorPrimaries>(tags.primaries);
    frame.color_trc = static_cast<AVColorTransferCharacteristic>(tags.transfer);
    frame.colorspace = static_cast<AVColorSpace>(tags.matrix);
    frame.color_range = tags.fullRange ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG;
}

} // namespace

int bitsOf(int pixelFormat)
{
    const AVPixFmtDescriptor *about = av_pix_fmt_desc_get(static_cast<AVPixelFormat>(pixelFormat));
    if (about == nullptr)
        return 0;
    return (about->flags & AV_PIX_FMT_FLAG_PAL) != 0 ? 8 : about->comp[0].depth;
}

ColorTags tagsOf(const AVFrame &frame)
{
    ColorTags tags;
    tags.primaries = frame.color_primaries;
    tags.transfer = frame.color_trc;
    tags.matrix = frame.colorspace;
    tags.fullRange = frame.color_range == AVCOL_RANGE_JPEG || withoutRange(frame.format) != frame.format;
    if (isRgb(frame.format)) {
        tags.matrix = AVCOL_SPC_RGB;
        tags.fullRange = true;
    } else if (tags.matrix == AVCOL_SPC_UNSPECIFIED || tags.matrix == AVCOL_SPC_RGB) {
        tags.matrix = frame.height >= kHighDefinition ? AVCOL_SPC_BT709 : AVCOL_SPC_SMPTE170M;
    }
    return tags;
}

Result<Image> PictureMaker::picture(const AVFrame &frame, Size size)
{
    const int bits = bitsOf(frame.format);
    if (bits == 0)
        return fail(ErrorCode::UnsupportedFormat, "its pixels have a format that can't be read");
    const PixelFormat format = bits > 8 ? PixelFormat::Rgba16 : PixelFormat::Rgba8;
    const ColorTags tags = tagsOf(frame);
    const Size from{frame.width, frame.height};
    const bool same = m_scaler && m_rgb && m_from == from && m_fromFormat == frame.format && m_tags == tags &&
                      m_rgb->width == size.width && m_rgb->height == size.height;
    if (!same) {
        const int filter = from == size ? SWS_BICUBIC : SWS_LANCZOS;
        m_scaler.reset(sws_getContext(from.width, from.height, withoutRange(frame.format), size.width, size.height,
                                      rgbFormat(format), filter | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT, nullptr,
                                      nullptr, nullptr));
        if (!m_scaler)
            return fail(ErrorCode::UnsupportedFormat, "its pixels have a format that can't be read");
        sws_setColorspaceDetails(m_scaler.get(), coefficients(tags.matrix), tags.fullRange ? kFullRange : 0,
                                 coefficients(SWS_CS_DEFAULT), kFullRange, 0, kUnity, kUnity);
        Result<Libav<AVFrame>> rgb = buffer(size, rgbFormat(format));
        if (!rgb)
            return tl::unexpected(std::move(rgb).error());
        m_rgb = std::move(*rgb);
        m_from = from;
        m_fromFormat = frame.format;
        m_tags = tags;
    }
    if (const int done =
            sws_scale(m_scaler.get(), frame.data, frame.linesize, 0, frame.height, m_rgb->data, m_rgb->linesize);
        done < 0)
        return failLibav(done, ErrorCode::Internal, "a frame can't be converted", {});
    Image picture(size, format);
    for (int y = 0; y < size.height; ++y) {
        std::memcpy(picture.row(y), m_rgb->data[0] + std::ptrdiff_t{m_rgb->linesize[0]} * y, picture.bytesPerRow());
    }
    return picture;
}

Result<FrameMaker> FrameMaker::create(Size size, int format, const ColorTags &tags)
{
    FrameMaker maker;
    maker.m_size = size;
    maker.m_format = format;
    maker.m_tags = tags;
    return maker;
}

Result<AVFrame *> FrameMaker::frame(const Image &picture)
{
    if (picture.size() != m_size)
        return fail(ErrorCode::Internal, "a frame has another size than its clip");
    if (!m_scaler || m_scalerFrom != picture.format()) {
        m_scalerFrom = picture.format();
        m_scaler.reset(sws_getContext(m_size.width, m_size.height, rgbFormat(m_scalerFrom), m_size.width, m_size.height,
                                      static_cast<AVPixelFormat>(m_format),
                                      SWS_BICUBIC | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INP, nullptr, nullptr, nullptr));
        if (!m_scaler)
            return fail(ErrorCode::UnsupportedFormat, "frames of this kind can't be made");
        sws_setColorspaceDetails(m_scaler.get(), coefficients(SWS_CS_DEFAULT), kFullRange, coefficients(m_tags.matrix),
                                 m_tags.fullRange ? kFullRange : 0, 0, kUnity, kUnity);
    }
    Result<Libav<AVFrame>> made = buffer(m_size, static_cast<AVPixelFormat>(m_format));
    if (!made)
        return tl::unexpected(std::move(made).error());
    m_frame = std::move(*made);
    describeColors(*m_frame, m_tags);
    const std::array<const std::uint8_t *, 1> rows{picture.row(0)};
    const std::array<int, 1> strides{static_cast<int>(picture.bytesPerRow())};
    if (const int done =
            sws_scale(m_scaler.get(), rows.data(), strides.data(), 0, m_size.height, m_frame->data, m_frame->linesize);
        done < 0)
        return failLibav(done, ErrorCode::Internal, "a frame can't be converted", {});
    return m_frame.get();
}

} // namespace imago::video
