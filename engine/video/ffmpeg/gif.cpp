// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/video/ffmpeg/gif.h"

#include "engine/video/ffmpeg/gif_palette.h"
#include "engine/video/ffmpeg/output_file.h"

#include <algorithm>
#include <cstring>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
}

namespace imago::video {

namespace {

constexpr int kLargestSide = 65'535;
constexpr std::size_t kMostSampled = 24; // frames that the palette is chosen from
constexpr Fraction kHundredths{1, 100};

// Hundredths of a second, each frame at least one long.
std::vector<std::int64_t> rounded(const GifTimes &times)
{
    std::vector<std::int64_t> result;
    for (const std::int64_t time : times.times) {
        const std::int64_t at = av_rescale_q(time - times.times.front(),
                                             {times.timeBase.numerator, times.timeBase.denominator}, {1, 100});
        result.push_back(result.empty() ? at : std::max(at, result.back() + 1));
    }
    return result;
}

class GifWriter
{
public:
    static Result<GifWriter> create(const std::filesystem::path &target, Size size);

    Status add(const Image &frame, GifPalette &palette, std::int64_t time, std::int64_t duration);
    Status finish();

private:
    GifWriter(OutputFile file, Libav<AVCodecContext> encoder, Libav<AVPacket> packet)
        : m_file(std::move(file))
        , m_encoder(std::move(encoder))
        , m_packet(std::move(packet))
    {
    }
    Status collect();

    OutputFile m_file;
    Libav<AVCodecContext> m_encoder;
    Libav<AVPacket> m_packet;
    std::int64_t m_duration = 1;
};

Result<GifWriter> GifWriter::create(const std::filesystem::path &target, Size size)
{
    Result<OutputFile> file = OutputFile::create(target, Container::Gif);
    if (!file)
        return tl::unexpected(std::move(file).error());
    const AVCodec *codec = avcodec_find_encoder(AV_CODEC_ID_GIF);
    if (codec == nullptr)
        return fail(ErrorCode::UnsupportedFormat, "FFmpeg on this computer has no encoder for GIF", file->subject());
    Libav<AVCodecContext> encoder(avcodec_alloc_context3(codec));
    Result<Libav<AVPacket>> packet = makePacket();
    AVStream *stream = avformat_new_stream(file->get(), nullptr);
    if (!encoder || !packet || stream == nullptr)
        return fail(ErrorCode::OutOfMemory, "there is no memory for a GIF", file->subject());
    encoder->width = size.width;
    encoder->height = size.height;
    encoder->pix_fmt = AV_PIX_FMT_PAL8;
    encoder->time_base = {kHundredths.numerator, kHundredths.denominator};
    encoder->flags |= AV_CODEC_FLAG_BITEXACT;
    if (const int opened = avcodec_open2(encoder.get(), codec, nullptr); opened < 0)
        return failLibav(opened, ErrorCode::UnsupportedFormat, "the GIF can't be written", file->subject());
    stream->time_base = encoder->time_base;
    if (avcodec_parameters_from_context(stream->codecpar, encoder.get()) < 0)
        return fail(ErrorCode::OutOfMemory, "there is no memory for a GIF", file->subject());
    if (Status begun = file->writeHead(kHundredths); !begun)
        return tl::unexpected(std::move(begun).error());
    return GifWriter(std::move(*file), std::move(encoder), std::move(*packet));
}

Status GifWriter::add(const Image &frame, GifPalette &palette, std::int64_t time, std::int64_t duration)
{
    Result<Libav<AVFrame>> made = makeFrame();
    if (!made)
        return tl::unexpected(std::move(made).error());
    AVFrame &to = **made;
    to.width = frame.width();
    to.height = frame.height();
    to.format = AV_PIX_FMT_PAL8;
    to.pts = time;
    if (const int got = av_frame_get_buffer(&to, 0); got < 0)
        return failLibav(got, ErrorCode::OutOfMemory, "there is no memory for a GIF", m_file.subject());
    const std::vector<std::uint8_t> indices = palette.indices(frame);
    const auto width = static_cast<std::size_t>(frame.width());
    for (int y = 0; y < frame.height(); ++y)
        std::memcpy(to.data[0] + std::ptrdiff_t{to.linesize[0]} * y,
                    indices.data() + width * static_cast<std::size_t>(y), width);
    std::memcpy(to.data[1], palette.entries().data(), palette.entries().size() * sizeof(std::uint32_t));
    m_duration = duration;
    if (const int sent = avcodec_send_frame(m_encoder.get(), &to); sent < 0)
        return failLibav(sent, ErrorCode::Internal, "the GIF's encoder failed", m_file.subject());
    return collect();
}

Status GifWriter::collect()
{
    for (;;) {
        const int got = avcodec_receive_packet(m_encoder.get(), m_packet.get());
        if (got == AVERROR(EAGAIN) || got == AVERROR_EOF)
            return {};
        if (got < 0)
            return failLibav(got, ErrorCode::Internal, "the GIF's encoder failed", m_file.subject());
        m_packet->stream_index = 0;
        m_packet->duration = m_duration;
        if (Status written = m_file.write(m_packet.get(), kHundredths); !written)
            return written;
    }
}

Status GifWriter::finish()
{
    avcodec_send_frame(m_encoder.get(), nullptr);
    if (Status collected = collect(); !collected)
        return collected;
    return m_file.commit();
}

} // namespace

Result<bool> writeGif(const std::filesystem::path &target, const GifTimes &times,
                      const std::function<Result<Image>(std::size_t)> &frameAt, const std::stop_token &stop)
{
    const std::size_t count = times.times.size();
    if (count == 0)
        return fail(ErrorCode::BadInput, "a GIF needs a frame");
    GifPalette palette;
    Size size;
    const std::size_t step = (count + kMostSampled - 1) / kMostSampled;
    for (std::size_t i = 0; i < count; i += step) {
        if (stop.stop_requested())
            return false;
        const Result<Image> frame = frameAt(i);
        if (!frame)
            return tl::unexpected(frame.error());
        size = frame->size();
        palette.add(*frame);
    }
    if (std::max(size.width, size.height) > kLargestSide)
        return fail(ErrorCode::BadInput, "a GIF has at most 65,535 px a side");
    palette.choose();

    Result<GifWriter> writer = GifWriter::create(target, size);
    if (!writer)
        return tl::unexpected(std::move(writer).error());
    std::vector<std::int64_t> shown = rounded(times);
    shown.push_back(std::max(shown.back() + 1, av_rescale_q(times.end - times.times.front(),
                                                            {times.timeBase.numerator, times.timeBase.denominator},
                                                            {1, 100})));
    for (std::size_t i = 0; i < count; ++i) {
        if (stop.stop_requested())
            return false;
        const Result<Image> frame = frameAt(i);
        if (!frame)
            return tl::unexpected(frame.error());
        if (Status added = writer->add(*frame, palette, shown[i], shown[i + 1] - shown[i]); !added)
            return tl::unexpected(std::move(added).error());
    }
    if (Status done = writer->finish(); !done)
        return tl::unexpected(std::move(done).error());
    return true;
}

} // namespace imago::video
