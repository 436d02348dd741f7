// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/video/ffmpeg/output_file.h"

#include "engine/files/save_file.h"

#include <algorithm>
#include <cstring>
#include <optional>
#include <utility>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
}

namespace imago::video {

namespace {

constexpr int kBlock = 1 << 18;

const char *muxerFor(Container container)
{
    switch (container) {
    case Container::Mp4:
        return "mp4";
    case Container::Mov:
        return "mov";
    case Container::WebM:
        return "webm";
    case Container::Gif:
        return "gif";
    }
    return "";
}

AVRational rational(Fraction fraction)
{
    return {fraction.numerator, fraction.denominator};
}

#if LIBAVFORMAT_VERSION_MAJOR >= 61
using Block = const std::uint8_t *;
#else
using Block = std::uint8_t *;
#endif

} // namespace

/// What FFmpeg writes into, and what it has of it.
struct OutputFile::Target
{
    files::SaveFile file;
    std::int64_t position = 0;
    std::int64_t bytes = 0;
    std::optional<Error> failure; ///< The first one, which FFmpeg would tell only as a number.
    Libav<AVIOContext> io;
    AVFormatContext *context = nullptr;

    explicit Target(files::SaveFile created)
        : file(std::move(created))
    {
    }
    Target(const Target &) = delete;
    Target &operator=(const Target &) = delete;
    ~Target() { avformat_free_context(context); }

    static int write(void *opaque, Block bytes, int count)
    {
        auto *target = static_cast<Target *>(opaque);
        if (target->failure)
            return AVERROR(EIO);
        Status written = target->file.writeAt(static_cast<std::uint64_t>(target->position),
                                              {bytes, static_cast<std::size_t>(count)});
        if (!written) {
            target->failure = std::move(written).error();
            return AVERROR(EIO);
        }
        target->position += count;
        target->bytes = std::max(target->bytes, target->position);
        return count;
    }

    static std::int64_t seek(void *opaque, std::int64_t offset, int whence)
    {
        auto *target = static_cast<Target *>(opaque);
        return seekTo(target->position, target->bytes, offset, whence);
    }
};

OutputFile::OutputFile() = default;
OutputFile::OutputFile(OutputFile &&) noexcept = default;
OutputFile &OutputFile::operator=(OutputFile &&) noexcept = default;
OutputFile::~OutputFile() = default;

AVFormatContext *OutputFile::get() const noexcept
{
    return m_target->context;
}

Result<OutputFile> OutputFile::create(const std::filesystem::path &target, Container container)
{
    av_log_set_level(AV_LOG_QUIET);
    Result<files::SaveFile> save = files::SaveFile::create(target);
    if (!save)
        return tl::unexpected(std::move(save).error());
    OutputFile file;
    file.m_subject = files::subjectOf(target);
    file.m_target = std::make_unique<Target>(std::move(*save));
    Target &own = *file.m_target;
    if (avformat_alloc_output_context2(&own.context, nullptr, muxerFor(container), nullptr) < 0) {
        return fail(ErrorCode::UnsupportedFormat,
                    "FFmpeg on this computer can't write " + std::string(name(container)), file.m_subject);
    }
    auto *buffer = static_cast<unsigned char *>(av_malloc(kBlock));
    if (buffer != nullptr)
        own.io.reset(avio_alloc_context(buffer, kBlock, 1, &own, nullptr, &Target::write, &Target::seek));
    if (!own.io)
        return fail(ErrorCode::OutOfMemory, "there is no memory for a clip", file.m_subject);
    own.context->pb = own.io.get();
    own.context->flags |= AVFMT_FLAG_BITEXACT;
    return file;
}

Status OutputFile::checked(int returned, const char *what) const
{
    if (m_target->failure)
        return tl::unexpected(*m_target->failure);
    if (returned < 0)
        return failLibav(returned, ErrorCode::Internal, what, m_subject);
    return {};
}

Status OutputFile::addVideo(const EncoderSettings &settings, const std::vector<std::uint8_t> &head,
                            const ColorTags &colors)
{
    AVStream *stream = avformat_new_stream(get(), nullptr);
    if (stream == nullptr)
        return fail(ErrorCode::OutOfMemory, "there is no memory for a clip", m_subject);
    AVCodecParameters &about = *stream->codecpar;
    about.codec_type = AVMEDIA_TYPE_VIDEO;
    about.codec_id = settings.container == Container::WebM ? AV_CODEC_ID_VP9 : AV_CODEC_ID_H264;
    about.width = settings.size.width;
    about.height = settings.size.height;
    about.sample_aspect_ratio = stream->sample_aspect_ratio = rational(settings.pixelAspect);
    about.color_primaries = static_cast<AVColorPrimaries>(colors.primaries);
    about.color_trc = static_cast<AVColorTransferCharacteristic>(colors.transfer);
    about.color_space = static_cast<AVColorSpace>(colors.matrix);
    about.color_range = colors.fullRange ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG;
    stream->time_base = rational(settings.timeBase);
    stream->avg_frame_rate = av_d2q(settings.framesPerSecond, 100'000);
    if (head.empty())
        return {};
    about.extradata = static_cast<std::uint8_t *>(av_mallocz(head.size() + AV_INPUT_BUFFER_PADDING_SIZE));
    if (about.extradata == nullptr)
        return fail(ErrorCode::OutOfMemory, "there is no memory for a clip", m_subject);
    std::memcpy(about.extradata, head.data(), head.size());
    about.extradata_size = static_cast<int>(head.size());
    return {};
}

Status OutputFile::writeFrame(const Packet &frame, std::int64_t decoding, Fraction timeBase)
{
    Result<Libav<AVPacket>> packet = makePacket();
    if (!packet)
        return tl::unexpected(std::move(packet).error());
    if (av_new_packet(packet->get(), static_cast<int>(frame.bytes.size())) < 0)
        return fail(ErrorCode::OutOfMemory, "there is no memory for a frame", m_subject);
    std::memcpy((*packet)->data, frame.bytes.data(), frame.bytes.size());
    (*packet)->pts = frame.time;
    (*packet)->dts = decoding;
    (*packet)->duration = frame.duration;
    (*packet)->stream_index = 0;
    if (frame.isKey)
        (*packet)->flags |= AV_PKT_FLAG_KEY;
    return write(packet->get(), timeBase);
}

Status OutputFile::writeHead(Fraction timeBase)
{
    AVDictionary *options = nullptr;
    // The container's own coarser clock would move frames.
    av_dict_set_int(&options, "video_track_timescale", timeBase.denominator, 0);
    av_dict_set(&options, "movflags", "+write_colr", 0);
    const int returned = avformat_write_header(get(), &options);
    av_dict_free(&options);
    return checked(returned, "this sound or these frames do not fit into the container");
}

Status OutputFile::write(AVPacket *packet, Fraction timeBase)
{
    const AVStream *stream = get()->streams[packet->stream_index];
    av_packet_rescale_ts(packet, {timeBase.numerator, timeBase.denominator}, stream->time_base);
    return checked(av_interleaved_write_frame(get(), packet), "the clip can't be written");
}

Status OutputFile::commit()
{
    const int returned = av_write_trailer(get());
    avio_flush(m_target->io.get());
    if (Status fine = checked(returned, "the clip can't be finished"); !fine)
        return fine;
    return m_target->file.commit();
}

} // namespace imago::video
