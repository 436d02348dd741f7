// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/video/ffmpeg/reader.h"

#include "engine/files/exif.h"
#include "engine/files/image_file.h"
#include "engine/video/ffmpeg/frame_picture.h"
#include "engine/video/ffmpeg/libav.h"
#include "engine/video/ffmpeg/orientation.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <utility>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/pixdesc.h>
}

namespace imago::video {

namespace {

bool turnsSideways(int orientation)
{
    return orientation >= 5;
}

Size turned(Size size, int orientation)
{
    return turnsSideways(orientation) ? Size{size.height, size.width} : size;
}

Status checkSize(int width, int height, const std::string &subject)
{
    if (width <= 0 || height <= 0)
        return fail(ErrorCode::FileDamaged, "its pictures have no size, or far too large a one", subject);
    if (std::int64_t{width} * height > files::kMostPixels)
        return fail(ErrorCode::FileTooLarge, "its pictures have more than 200 million pixels", subject);
    return {};
}

Fraction fraction(AVRational value, Fraction otherwise)
{
    return value.num > 0 && value.den > 0 ? Fraction{value.num, value.den} : otherwise;
}

std::int64_t durationOf(const AVFrame &frame)
{
#if LIBAVUTIL_VERSION_INT >= AV_VERSION_INT(57, 30, 100)
    return frame.duration;
#else
    return frame.pkt_duration;
#endif
}

// Does the stream's index name bytes that the file has not?
bool reachesBeyond(AVStream *stream, std::uint64_t bytes)
{
    for (int i = avformat_index_get_entries_count(stream) - 1; i >= 0; --i) {
        const AVIndexEntry *entry = avformat_index_get_entry(stream, i);
        if (entry->pos >= 0 && static_cast<std::uint64_t>(entry->pos) + static_cast<std::uint64_t>(entry->size) > bytes)
            return true;
    }
    return false;
}

} // namespace

struct Reader::State
{
    explicit State(InputFile opened)
        : input(std::move(opened))
    {
    }

    Status prepare();
    void describe(const AVCodec &codec);
    Result<bool> decode(const std::stop_token &stop);
    Result<bool> feed();
    Result<Frame> take();
    std::int64_t durationAt(std::int64_t time, std::int64_t told) const;
    Status checkEnd() const;
    std::string moment() const;

    InputFile input;
    AVStream *stream = nullptr;
    Libav<AVCodecContext> decoder;
    Libav<AVPacket> packet;
    Libav<AVFrame> frame;
    PictureMaker pictures;
    ClipInfo info;
    int orientation = 1;
    std::optional<Size> wanted; ///< upright
    std::optional<std::int64_t> last; ///< Time of the newest frame.
    std::int64_t lastDuration = 0;
    std::int64_t decoded = 0;
    bool fromBegin = true; ///< No seek: all frames that the file has must come.
    bool isCutOff = false;
    bool isDraining = false;
    std::optional<Frame> ahead; ///< What seek() found,
    std::optional<Frame> after; ///< and what it had to decode to know.
};

// Up to where the clip is good: what a person may ask for instead.
std::string Reader::State::moment() const
{
    char text[40];
    std::snprintf(text, sizeof text, "%.2f", last ? info.timeBase.seconds(*last - info.begin) : 0.0);
    return text;
}

Status Reader::State::prepare()
{
    AVFormatContext *file = input.get();
    const AVCodec *codec = nullptr;
    const int best = av_find_best_stream(file, AVMEDIA_TYPE_VIDEO, -1, -1, &codec, 0);
    if (best == AVERROR_DECODER_NOT_FOUND) {
        const int any = av_find_best_stream(file, AVMEDIA_TYPE_VIDEO, -1, -1, nullptr, 0);
        const char *name = any >= 0 ? avcodec_get_name(file->streams[any]->codecpar->codec_id) : "unknown";
        return fail(ErrorCode::UnsupportedFormat, std::string("there is no decoder here for its codec, ") + name,
                    input.subject());
    }
    if (best < 0 || (file->streams[best]->disposition & AV_DISPOSITION_ATTACHED_PIC) != 0)
        return fail(ErrorCode::UnsupportedFormat, "there is no video in it", input.subject());
    stream = file->streams[best];
    for (unsigned i = 0; i < file->nb_streams; ++i) {
        if (static_cast<int>(i) != best)
            file->streams[i]->discard = AVDISCARD_ALL;
    }
    if (Status fine = checkSize(stream->codecpar->width, stream->codecpar->height, input.subject()); !fine)
        return fine;

    decoder.reset(avcodec_alloc_context3(codec));
    if (!decoder)
        return fail(ErrorCode::OutOfMemory, "there is no memory for a decoder", input.subject());
    if (const int set = avcodec_parameters_to_context(decoder.get(), stream->codecpar); set < 0)
        return failLibav(set, ErrorCode::FileDamaged, "its codec is described wrongly", input.subject());
    decoder->pkt_timebase = stream->time_base;
    decoder->max_pixels = files::kMostPixels;
    decoder->thread_count = 1; // the networks have the processors
    if (const int opened = avcodec_open2(decoder.get(), codec, nullptr); opened < 0)
        return failLibav(opened, ErrorCode::FileDamaged, "its video can't be decoded", input.subject());
    Result<Libav<AVPacket>> packetMade = makePacket();
    Result<Libav<AVFrame>> frameMade = makeFrame();
    if (!packetMade || !frameMade)
        return fail(ErrorCode::OutOfMemory, "there is no memory for a frame", input.subject());
    packet = std::move(*packetMade);
    frame = std::move(*frameMade);
    orientation = orientationOf(*stream);
    isCutOff = reachesBeyond(stream, input.bytes());
    describe(*codec);
    return {};
}

void Reader::State::describe(const AVCodec &codec)
{
    const AVCodecParameters &about = *stream->codecpar;
    info.size = turned({about.width, about.height}, orientation);
    info.pixelAspect = fraction(av_guess_sample_aspect_ratio(input.get(), stream, nullptr), {1, 1});
    if (turnsSideways(orientation))
        std::swap(info.pixelAspect.numerator, info.pixelAspect.denominator);
    info.timeBase = fraction(stream->time_base, {1, 1000});
    info.begin = stream->start_time == AV_NOPTS_VALUE ? 0 : stream->start_time;
    if (stream->duration != AV_NOPTS_VALUE)
        info.seconds = info.timeBase.seconds(stream->duration);
    else if (input.get()->duration != AV_NOPTS_VALUE)
        info.seconds = static_cast<double>(input.get()->duration) / AV_TIME_BASE;
    info.seconds = std::max(0.0, info.seconds);
    info.framesPerSecond = av_q2d(stream->avg_frame_rate.num > 0 && stream->avg_frame_rate.den > 0
                                      ? stream->avg_frame_rate
                                      : AVRational{25, 1});
    info.frames = stream->nb_frames > 0 ? stream->nb_frames : std::llround(info.seconds * info.framesPerSecond);
    info.bitsPerChannel = std::max(8, bitsOf(about.format));
    info.colors = {about.color_primaries, about.color_trc, about.color_space, about.color_range == AVCOL_RANGE_JPEG};
    for (unsigned i = 0; i < input.get()->nb_streams; ++i) {
        if (input.get()->streams[i]->codecpar->codec_type == AVMEDIA_TYPE_AUDIO)
            ++info.soundStreams;
    }
    info.codec = codec.name;
}

// Gives the decoder one more packet of our stream, or tells it that there are no more. False: it takes none now.
Result<bool> Reader::State::feed()
{
    if (isDraining)
        return false;
    for (;;) {
        const int read = av_read_frame(input.get(), packet.get());
        if (read == AVERROR_EOF) {
            isDraining = true;
            avcodec_send_packet(decoder.get(), nullptr);
            return true;
        }
        if (read == AVERROR(EAGAIN))
            continue;
        if (read < 0)
            return failLibav(read, ErrorCode::FileDamaged, "the clip is damaged after " + moment() + " s",
                             input.subject());
        if (packet->stream_index == stream->index)
            break;
        av_packet_unref(packet.get());
    }
    const int sent = avcodec_send_packet(decoder.get(), packet.get());
    av_packet_unref(packet.get());
    // Before the first whole picture there may be rests of one that began before the clip was cut.
    if (sent < 0 && sent != AVERROR(EAGAIN) && (last || sent != AVERROR_INVALIDDATA))
        return failLibav(sent, ErrorCode::FileDamaged, "the clip is damaged after " + moment() + " s", input.subject());
    return true;
}

// Decodes until there is a frame. False: there are no more, or a stop came.
Result<bool> Reader::State::decode(const std::stop_token &stop)
{
    while (!stop.stop_requested()) {
        const int got = avcodec_receive_frame(decoder.get(), frame.get());
        if (got == 0)
            return true;
        if (got == AVERROR_EOF)
            return false;
        if (got != AVERROR(EAGAIN) && (last || got != AVERROR_INVALIDDATA))
            return failLibav(got, ErrorCode::FileDamaged, "the clip is damaged after " + moment() + " s",
                             input.subject());
        if (Result<bool> fed = feed(); !fed)
            return fed;
    }
    return false;
}

// How long the frame is shown. What decoders tell of clips without a regular beat is often a tick; where the clip ends
// tells it for the last frame, the only one that needs it.
std::int64_t Reader::State::durationAt(std::int64_t time, std::int64_t told) const
{
    const auto usual = static_cast<std::int64_t>(1.0 / (info.framesPerSecond * info.timeBase.value()));
    if (told > usual / 4)
        return told;
    const std::int64_t rest = info.begin + info.timeBase.ticks(info.seconds) - time;
    return rest > 0 && rest <= 2 * usual ? rest : 0;
}

// The decoded frame as a picture with its time.
Result<Frame> Reader::State::take()
{
    if (Status fine = checkSize(frame->width, frame->height, input.subject()); !fine)
        return tl::unexpected(std::move(fine).error());
    Frame next;
    next.time = frame->best_effort_timestamp != AV_NOPTS_VALUE ? frame->best_effort_timestamp
                : last                                         ? *last + std::max<std::int64_t>(1, lastDuration)
                                                               : info.begin;
    if (last)
        next.time = std::max(next.time, *last + 1);
    next.duration = durationAt(next.time, durationOf(*frame));
    last = next.time;
    lastDuration = next.duration;
    ++decoded;
    // A clip may change its size in the middle; it keeps the one it began with.
    const Size stored = turned(wanted.value_or(info.size), orientation);
    Result<Image> picture = pictures.picture(*frame, stored);
    av_frame_unref(frame.get());
    if (!picture) {
        picture.error().subject = input.subject();
        return tl::unexpected(std::move(picture).error());
    }
    next.picture = orientation == 1 ? *std::move(picture) : files::upright(*std::move(picture), orientation);
    return next;
}

// A file that was cut off ends like a whole one.
Status Reader::State::checkEnd() const
{
    if (isCutOff)
        return fail(ErrorCode::FileDamaged, "the file ends early: its frames are there up to " + moment() + " s",
                    input.subject());
    if (decoded == 0 && fromBegin)
        return fail(ErrorCode::FileDamaged, "there are no frames in it", input.subject());
    return {};
}

Reader::Reader(std::unique_ptr<State> state)
    : m_state(std::move(state))
{
}

Reader::Reader(Reader &&) noexcept = default;
Reader &Reader::operator=(Reader &&) noexcept = default;
Reader::~Reader() = default;

Result<Reader> Reader::open(const std::filesystem::path &path)
{
    Result<InputFile> input = InputFile::open(path);
    if (!input)
        return tl::unexpected(std::move(input).error());
    auto state = std::make_unique<State>(std::move(*input));
    if (Status ready = state->prepare(); !ready)
        return tl::unexpected(std::move(ready).error());
    return Reader(std::move(state));
}

const ClipInfo &Reader::info() const noexcept
{
    return m_state->info;
}

void Reader::scaleTo(Size size)
{
    m_state->wanted = size;
}

Result<std::optional<Frame>> Reader::next(const std::stop_token &stop)
{
    for (std::optional<Frame> *kept : {&m_state->ahead, &m_state->after}) {
        if (*kept)
            return std::exchange(*kept, std::nullopt);
    }
    const Result<bool> there = m_state->decode(stop);
    if (!there)
        return tl::unexpected(there.error());
    if (!*there) {
        if (!stop.stop_requested()) {
            if (Status whole = m_state->checkEnd(); !whole)
                return tl::unexpected(std::move(whole).error());
        }
        return std::nullopt;
    }
    Result<Frame> frame = m_state->take();
    if (!frame)
        return tl::unexpected(std::move(frame).error());
    return *std::move(frame);
}

Status Reader::seek(std::int64_t time)
{
    State &state = *m_state;
    state.ahead.reset();
    state.after.reset();
    for (const std::int64_t target : {time, state.info.begin}) {
        // Containers find the key frame before a time; some files have no or a wrong index, then it is their first.
        if (av_seek_frame(state.input.get(), state.stream->index, target, AVSEEK_FLAG_BACKWARD) < 0)
            continue;
        avcodec_flush_buffers(state.decoder.get());
        state.isDraining = false;
        state.fromBegin = false;
        state.last.reset();
        state.decoded = 0;
        std::optional<Frame> before;
        for (;;) {
            Result<std::optional<Frame>> frame = next();
            if (!frame)
                return tl::unexpected(std::move(frame).error());
            if (!*frame || (*frame)->time > time) {
                if (!before && *frame && target != state.info.begin)
                    break; // it went too far: from the begin then
                state.ahead = before ? std::move(before) : std::move(*frame);
                state.after = before ? std::move(*frame) : std::nullopt;
                return {};
            }
            before = std::move(*frame);
        }
    }
    return fail(ErrorCode::FileDamaged, "its moments can't be found", state.input.subject());
}

} // namespace imago::video
