// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/video/ffmpeg/sound_transcoder.h"

#include <algorithm>
#include <cstring>
#include <utility>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/audio_fifo.h>
#include <libavutil/channel_layout.h>
#include <libswresample/swresample.h>
}

namespace imago::video {

namespace {

constexpr int kOpusRate = 48'000;
constexpr int kBitsPerChannel = 96'000; // a second
constexpr int kSamplesAtOnce = 1024;    // for encoders that take any number

int rateFor(const AVCodec &encoder, int rate)
{
    if (encoder.id == AV_CODEC_ID_OPUS)
        return kOpusRate;
    const int *rates = encoder.supported_samplerates;
    if (rates == nullptr)
        return rate;
    int nearest = *rates;
    for (; *rates != 0; ++rates) {
        if (std::abs(*rates - rate) < std::abs(nearest - rate))
            nearest = *rates;
    }
    return nearest;
}

} // namespace

SoundTranscoder::~SoundTranscoder() = default;

Result<std::unique_ptr<SoundTranscoder>> SoundTranscoder::create(const AVStream &from, const AVOutputFormat &container,
                                                                 std::string subject)
{
    std::unique_ptr<SoundTranscoder> made(new SoundTranscoder);
    made->m_subject = std::move(subject);
    if (Status opened = made->open(from, container); !opened)
        return tl::unexpected(std::move(opened).error());
    return made;
}

Status SoundTranscoder::open(const AVStream &from, const AVOutputFormat &container)
{
    const bool isWebM = std::strcmp(container.name, "webm") == 0;
    const AVCodec *decoder = avcodec_find_decoder(from.codecpar->codec_id);
    const AVCodec *encoder = isWebM ? avcodec_find_encoder_by_name("libopus") : avcodec_find_encoder(AV_CODEC_ID_AAC);
    if (decoder == nullptr || encoder == nullptr) {
        return fail(ErrorCode::UnsupportedFormat,
                    std::string("its sound (") + avcodec_get_name(from.codecpar->codec_id) + ") does not fit into " +
                        (isWebM ? "WebM" : "this container") + " and FFmpeg on this computer can't convert it",
                    m_subject);
    }
    m_decoder.reset(avcodec_alloc_context3(decoder));
    m_encoder.reset(avcodec_alloc_context3(encoder));
    Result<Libav<AVFrame>> frame = makeFrame();
    if (!m_decoder || !m_encoder || !frame)
        return fail(ErrorCode::OutOfMemory, "there is no memory for the sound", m_subject);
    m_frame = std::move(*frame);
    if (avcodec_parameters_to_context(m_decoder.get(), from.codecpar) < 0)
        return fail(ErrorCode::FileDamaged, "its sound is described wrongly", m_subject);
    m_decoder->pkt_timebase = from.time_base;
    if (const int opened = avcodec_open2(m_decoder.get(), decoder, nullptr); opened < 0)
        return failLibav(opened, ErrorCode::FileDamaged, "its sound can't be decoded", m_subject);

    // Encoders here know mono and stereo for certain.
    const int channels = std::clamp(m_decoder->ch_layout.nb_channels, 1, 2);
    av_channel_layout_default(&m_encoder->ch_layout, channels);
    m_encoder->sample_rate = rateFor(*encoder, m_decoder->sample_rate);
    m_encoder->sample_fmt = encoder->sample_fmts != nullptr ? encoder->sample_fmts[0] : AV_SAMPLE_FMT_FLTP;
    m_encoder->bit_rate = std::int64_t{kBitsPerChannel} * channels;
    m_encoder->time_base = {1, m_encoder->sample_rate};
    m_encoder->flags |= AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_BITEXACT;
    if (const int opened = avcodec_open2(m_encoder.get(), encoder, nullptr); opened < 0)
        return failLibav(opened, ErrorCode::UnsupportedFormat, "its sound can't be converted", m_subject);

    if (m_decoder->ch_layout.order == AV_CHANNEL_ORDER_UNSPEC)
        av_channel_layout_default(&m_decoder->ch_layout, m_decoder->ch_layout.nb_channels);
    SwrContext *converter = nullptr;
    if (swr_alloc_set_opts2(&converter, &m_encoder->ch_layout, m_encoder->sample_fmt, m_encoder->sample_rate,
                            &m_decoder->ch_layout, m_decoder->sample_fmt, m_decoder->sample_rate, 0, nullptr) < 0)
        return fail(ErrorCode::UnsupportedFormat, "its sound can't be converted", m_subject);
    m_converter.reset(converter);
    if (const int ready = swr_init(converter); ready < 0)
        return failLibav(ready, ErrorCode::UnsupportedFormat, "its sound can't be converted", m_subject);
    m_fifo = {av_audio_fifo_alloc(m_encoder->sample_fmt, channels, kSamplesAtOnce), &av_audio_fifo_free};
    if (!m_fifo)
        return fail(ErrorCode::OutOfMemory, "there is no memory for the sound", m_subject);
    return {};
}

Fraction SoundTranscoder::timeBase() const
{
    return {m_encoder->time_base.num, m_encoder->time_base.den};
}

Status SoundTranscoder::describe(AVCodecParameters &parameters) const
{
    if (avcodec_parameters_from_context(&parameters, m_encoder.get()) < 0)
        return fail(ErrorCode::OutOfMemory, "there is no memory for the sound", m_subject);
    return {};
}

Status SoundTranscoder::add(const AVPacket *packet, const Made &made)
{
    // A damaged packet is a click, and no reason to lose the picture.
    if (const int sent = avcodec_send_packet(m_decoder.get(), packet);
        sent < 0 && sent != AVERROR_INVALIDDATA && sent != AVERROR_EOF)
        return failLibav(sent, ErrorCode::FileDamaged, "the clip's sound is damaged", m_subject);
    for (;;) {
        const int got = avcodec_receive_frame(m_decoder.get(), m_frame.get());
        if (got == AVERROR(EAGAIN) || got == AVERROR_EOF || got == AVERROR_INVALIDDATA)
            break;
        if (got < 0)
            return failLibav(got, ErrorCode::FileDamaged, "the clip's sound is damaged", m_subject);
        if (!m_begun && m_frame->best_effort_timestamp != AV_NOPTS_VALUE) {
            m_next = av_rescale_q(m_frame->best_effort_timestamp, m_decoder->pkt_timebase, m_encoder->time_base);
            m_begun = true;
        }
        Status queued = queue(m_frame.get());
        av_frame_unref(m_frame.get());
        if (!queued)
            return queued;
        if (Status done = compress(false, made); !done)
            return done;
    }
    if (packet != nullptr)
        return {};
    if (Status queued = queue(nullptr); !queued)
        return queued;
    return compress(true, made);
}

// Converts the frame (null: what the converter still holds) into the fifo.
Status SoundTranscoder::queue(const AVFrame *frame)
{
    const int room = swr_get_out_samples(m_converter.get(), frame != nullptr ? frame->nb_samples : 0);
    if (room <= 0)
        return {};
    Result<Libav<AVFrame>> converted = makeFrame();
    if (!converted)
        return tl::unexpected(std::move(converted).error());
    AVFrame &to = **converted;
    to.format = m_encoder->sample_fmt;
    to.nb_samples = room;
    av_channel_layout_copy(&to.ch_layout, &m_encoder->ch_layout);
    if (const int got = av_frame_get_buffer(&to, 0); got < 0)
        return failLibav(got, ErrorCode::OutOfMemory, "there is no memory for the sound", m_subject);
    const int count = swr_convert(m_converter.get(), to.extended_data, room,
                                  frame != nullptr ? const_cast<const std::uint8_t **>(frame->extended_data) : nullptr,
                                  frame != nullptr ? frame->nb_samples : 0);
    if (count < 0)
        return failLibav(count, ErrorCode::Internal, "the sound can't be converted", m_subject);
    if (av_audio_fifo_write(m_fifo.get(), reinterpret_cast<void **>(to.extended_data), count) < count)
        return fail(ErrorCode::OutOfMemory, "there is no memory for the sound", m_subject);
    return {};
}

// Gives the encoder whole frames from the fifo; with `isLast` also the rest, and takes its last packets.
Status SoundTranscoder::compress(bool isLast, const Made &made)
{
    const int whole = m_encoder->frame_size > 0 ? m_encoder->frame_size : kSamplesAtOnce;
    while (av_audio_fifo_size(m_fifo.get()) >= whole || (isLast && av_audio_fifo_size(m_fifo.get()) > 0)) {
        Result<Libav<AVFrame>> frame = makeFrame();
        if (!frame)
            return tl::unexpected(std::move(frame).error());
        AVFrame &to = **frame;
        to.format = m_encoder->sample_fmt;
        to.sample_rate = m_encoder->sample_rate;
        to.nb_samples = std::min(whole, av_audio_fifo_size(m_fifo.get()));
        av_channel_layout_copy(&to.ch_layout, &m_encoder->ch_layout);
        if (const int got = av_frame_get_buffer(&to, 0); got < 0)
            return failLibav(got, ErrorCode::OutOfMemory, "there is no memory for the sound", m_subject);
        av_audio_fifo_read(m_fifo.get(), reinterpret_cast<void **>(to.extended_data), to.nb_samples);
        to.pts = m_next;
        m_next += to.nb_samples;
        if (const int sent = avcodec_send_frame(m_encoder.get(), &to); sent < 0)
            return failLibav(sent, ErrorCode::Internal, "the sound can't be compressed", m_subject);
        if (Status done = collect(made); !done)
            return done;
    }
    if (!isLast)
        return {};
    avcodec_send_frame(m_encoder.get(), nullptr);
    return collect(made);
}

Status SoundTranscoder::collect(const Made &made)
{
    for (;;) {
        Result<Libav<AVPacket>> packet = makePacket();
        if (!packet)
            return tl::unexpected(std::move(packet).error());
        const int got = avcodec_receive_packet(m_encoder.get(), packet->get());
        if (got == AVERROR(EAGAIN) || got == AVERROR_EOF)
            return {};
        if (got < 0)
            return failLibav(got, ErrorCode::Internal, "the sound can't be compressed", m_subject);
        made(std::move(*packet));
    }
}

} // namespace imago::video
