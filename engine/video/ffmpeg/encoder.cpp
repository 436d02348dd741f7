// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/video/ffmpeg/encoder.h"

#include "engine/video/ffmpeg/frame_picture.h"
#include "engine/video/ffmpeg/libav.h"

#include <algorithm>
#include <map>
#include <utility>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavutil/opt.h>
}

namespace imago::video {

namespace {

// x264's scale: 18 is taken for visually lossless, painted texture hides a little more.
constexpr const char *kH264Quality = "19";
constexpr const char *kVp9Quality = "24";
constexpr int kKeyFrameSeconds = 4;
constexpr int kVp9Threads = 2;

struct Choice
{
    const char *encoder;
    const char *words;
    AVPixelFormat plain;
    AVPixelFormat deep;
};

Choice choiceFor(Container container)
{
    if (container == Container::WebM)
        return {"libvpx-vp9", "VP9 (libvpx)", AV_PIX_FMT_YUV420P, AV_PIX_FMT_YUV420P10};
    return {"libx264", "H.264 (libx264)", AV_PIX_FMT_YUV420P, AV_PIX_FMT_YUV420P10};
}

bool takes(const AVCodec &codec, AVPixelFormat format)
{
    for (const AVPixelFormat *each = codec.pix_fmts; each != nullptr && *each != AV_PIX_FMT_NONE; ++each) {
        if (*each == format)
            return true;
    }
    return false;
}

// What clips of today mean where nobody said; RGB clips (GIF) become Y'CbCr.
ColorTags settled(ColorTags tags, Size size)
{
    constexpr int kHighDefinition = 720;
    if (tags.matrix == AVCOL_SPC_UNSPECIFIED || tags.matrix == AVCOL_SPC_RGB) {
        const bool fromRgb = tags.matrix == AVCOL_SPC_RGB;
        tags.matrix = fromRgb || size.height >= kHighDefinition ? AVCOL_SPC_BT709 : AVCOL_SPC_SMPTE170M;
        if (fromRgb)
            tags.fullRange = false;
    }
    return tags;
}

// With AVX-512 x264's macroblock tree makes other bytes of equal frames each time (seen in build 3095, Debian 12's).
void keepRepeatable([[maybe_unused]] AVCodecContext &x264)
{
#ifdef __x86_64__
    if (__builtin_cpu_supports("avx512f"))
        av_opt_set(x264.priv_data, "x264-params", "asm=avx2", 0);
#endif
}

} // namespace

struct Encoder::State
{
    Libav<AVCodecContext> context;
    Libav<AVPacket> packet;
    FrameMaker frames;
    ColorTags colors;
    std::vector<std::uint8_t> head;
    std::vector<Packet> packets;
    std::map<std::int64_t, std::int64_t> durations; ///< Of frames inside the encoder, by time.

    Status collect();
};

Size encodable(Size size, Container container)
{
    if (container == Container::Gif)
        return size;
    const auto even = [](int side) { return std::max(2, side / 2 * 2); };
    return {even(size.width), even(size.height)};
}

// Moves what the encoder has ready into `packets`.
Status Encoder::State::collect()
{
    for (;;) {
        const int got = avcodec_receive_packet(context.get(), packet.get());
        if (got == AVERROR(EAGAIN) || got == AVERROR_EOF)
            return {};
        if (got < 0)
            return failLibav(got, ErrorCode::Internal, "the encoder failed", {});
        Packet next;
        next.bytes.assign(packet->data, packet->data + packet->size);
        next.time = packet->pts;
        next.isKey = (packet->flags & AV_PKT_FLAG_KEY) != 0;
        if (const auto known = durations.find(next.time); known != durations.end()) {
            next.duration = known->second;
            durations.erase(known);
        }
        packets.push_back(std::move(next));
        av_packet_unref(packet.get());
    }
}

Encoder::Encoder(std::unique_ptr<State> state)
    : m_state(std::move(state))
{
}

Encoder::Encoder(Encoder &&) noexcept = default;
Encoder &Encoder::operator=(Encoder &&) noexcept = default;
Encoder::~Encoder() = default;

Result<Encoder> Encoder::create(const EncoderSettings &settings)
{
    const Choice choice = choiceFor(settings.container);
    if (settings.size != encodable(settings.size, settings.container))
        return fail(ErrorCode::BadInput, "a clip's sides must be even");
    av_log_set_level(AV_LOG_QUIET);
    const AVCodec *codec = avcodec_find_encoder_by_name(choice.encoder);
    if (codec == nullptr) {
        return fail(ErrorCode::UnsupportedFormat,
                    std::string("FFmpeg on this computer has no encoder for ") + choice.words);
    }
    auto state = std::make_unique<State>();
    state->context.reset(avcodec_alloc_context3(codec));
    Result<Libav<AVPacket>> packet = makePacket();
    if (!state->context || !packet)
        return fail(ErrorCode::OutOfMemory, "there is no memory for an encoder");
    state->packet = std::move(*packet);
    state->colors = settled(settings.colors, settings.size);

    AVCodecContext &context = *state->context;
    context.width = settings.size.width;
    context.height = settings.size.height;
    context.pix_fmt = settings.bitsPerChannel > 8 && takes(*codec, choice.deep) ? choice.deep : choice.plain;
    context.time_base = {settings.timeBase.numerator, settings.timeBase.denominator};
    context.framerate = av_d2q(std::clamp(settings.framesPerSecond, 0.1, 1000.0), 100'000);
    context.sample_aspect_ratio = {settings.pixelAspect.numerator, settings.pixelAspect.denominator};
    context.gop_size = std::max(1, static_cast<int>(settings.framesPerSecond * kKeyFrameSeconds));
    context.color_primaries = static_cast<AVColorPrimaries>(state->colors.primaries);
    context.color_trc = static_cast<AVColorTransferCharacteristic>(state->colors.transfer);
    context.colorspace = static_cast<AVColorSpace>(state->colors.matrix);
    context.color_range = state->colors.fullRange ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG;
    context.flags |= AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_BITEXACT | AV_CODEC_FLAG_CLOSED_GOP;
    if (settings.container == Container::WebM) {
        context.thread_count = kVp9Threads;
        av_opt_set(context.priv_data, "crf", kVp9Quality, 0);
        av_opt_set(context.priv_data, "deadline", "good", 0);
        av_opt_set(context.priv_data, "cpu-used", "5", 0);
        av_opt_set(context.priv_data, "row-mt", "1", 0);
    } else {
        context.thread_count = 1; // in small pictures more threads cost quality; the networks have the processors
        av_opt_set(context.priv_data, "crf", kH264Quality, 0);
        keepRepeatable(context);
        av_opt_set(context.priv_data, "preset", settings.live ? "superfast" : "fast", 0);
        if (settings.live)
            context.max_b_frames = 0;
    }
    if (const int opened = avcodec_open2(&context, codec, nullptr); opened < 0) {
        return failLibav(opened, ErrorCode::UnsupportedFormat,
                         std::string("the encoder for ") + choice.words + " does not take this clip", {});
    }
    if (context.extradata_size > 0)
        state->head.assign(context.extradata, context.extradata + context.extradata_size);
    Result<FrameMaker> frames = FrameMaker::create(settings.size, context.pix_fmt, state->colors);
    if (!frames)
        return tl::unexpected(std::move(frames).error());
    state->frames = std::move(*frames);
    return Encoder(std::move(state));
}

Status Encoder::add(const Image &picture, std::int64_t time, std::int64_t duration)
{
    const Result<AVFrame *> frame = m_state->frames.frame(picture);
    if (!frame)
        return tl::unexpected(frame.error());
    (*frame)->pts = time;
    m_state->durations[time] = duration;
    if (const int sent = avcodec_send_frame(m_state->context.get(), *frame); sent < 0)
        return failLibav(sent, ErrorCode::Internal, "the encoder failed", {});
    return m_state->collect();
}

Status Encoder::finish()
{
    if (const int sent = avcodec_send_frame(m_state->context.get(), nullptr); sent < 0)
        return failLibav(sent, ErrorCode::Internal, "the encoder failed", {});
    return m_state->collect();
}

std::vector<Packet> Encoder::takePackets()
{
    return std::exchange(m_state->packets, {});
}

const std::vector<std::uint8_t> &Encoder::head() const noexcept
{
    return m_state->head;
}

const ColorTags &Encoder::colors() const noexcept
{
    return m_state->colors;
}

} // namespace imago::video
