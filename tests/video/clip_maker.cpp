// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/video/clip_maker.h"

#include "engine/video/ffmpeg/encoder.h"
#include "tests/support/catch.h"

#include <algorithm>
#include <cmath>
#include <memory>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/channel_layout.h>
#include <libavutil/display.h>
}

namespace imago::test {

namespace {

constexpr int kRate = 48'000;

struct Input
{
    explicit Input(const std::filesystem::path &file)
    {
        REQUIRE(avformat_open_input(&context, file.c_str(), nullptr, nullptr) == 0);
        REQUIRE(avformat_find_stream_info(context, nullptr) >= 0);
    }
    ~Input() { avformat_close_input(&context); }
    AVFormatContext *context = nullptr;
};

struct Output
{
    explicit Output(const std::filesystem::path &file)
    {
        REQUIRE(avformat_alloc_output_context2(&context, nullptr, nullptr, file.c_str()) >= 0);
        REQUIRE(avio_open(&context->pb, file.c_str(), AVIO_FLAG_WRITE) >= 0);
    }
    ~Output()
    {
        avio_closep(&context->pb);
        avformat_free_context(context);
    }
    AVFormatContext *context = nullptr;
};

void encode(AVCodecContext *encoder, const AVFrame *frame, AVFormatContext *to)
{
    REQUIRE(avcodec_send_frame(encoder, frame) >= 0);
    AVPacket *packet = av_packet_alloc();
    while (avcodec_receive_packet(encoder, packet) == 0) {
        av_packet_rescale_ts(packet, encoder->time_base, to->streams[0]->time_base);
        packet->stream_index = 0;
        REQUIRE(av_interleaved_write_frame(to, packet) >= 0);
    }
    av_packet_free(&packet);
}

} // namespace

Image plannedFrame(const ClipPlan &plan, std::size_t index)
{
    Image picture(plan.size);
    for (int y = 0; y < plan.size.height; ++y) {
        for (int x = 0; x < plan.size.width; ++x) {
            std::uint8_t *pixel = picture.row(y) + 4 * x;
            pixel[0] = static_cast<std::uint8_t>(40 + 150 * x / plan.size.width);
            pixel[1] = static_cast<std::uint8_t>(40 + 150 * y / plan.size.height);
            pixel[2] = static_cast<std::uint8_t>((40 + 25 * index) % 230);
            pixel[3] = 255;
        }
    }
    return picture;
}

double mean(const Image &picture, int channel)
{
    const Image narrow = picture.converted(PixelFormat::Rgba8);
    double sum = 0;
    for (std::size_t i = static_cast<std::size_t>(channel); i < narrow.bytes().size(); i += 4)
        sum += narrow.bytes()[i];
    return sum / (static_cast<double>(narrow.width()) * narrow.height());
}

double difference(const Image &a, const Image &b)
{
    REQUIRE(a.size() == b.size());
    const Image first = a.converted(PixelFormat::Rgba8);
    const Image second = b.converted(PixelFormat::Rgba8);
    double sum = 0;
    for (std::size_t i = 0; i < first.bytes().size(); ++i)
        sum += i % 4 == 3 ? 0 : std::abs(first.bytes()[i] - second.bytes()[i]);
    return sum / (3.0 * first.width() * first.height());
}

void makeClip(const std::filesystem::path &file, const ClipPlan &plan)
{
    const video::EncoderSettings settings{*video::containerFromEnding(file),
                                          plan.size,
                                          plan.timeBase,
                                          plan.pixelAspect,
                                          30,
                                          plan.bitsPerChannel,
                                          plan.colors};
    Result<video::Encoder> encoder = video::Encoder::create(settings);
    REQUIRE(encoder);
    for (std::size_t i = 0; i < plan.times.size(); ++i) {
        const std::int64_t end = i + 1 < plan.times.size() ? plan.times[i + 1] : plan.times[i] + plan.lastDuration;
        REQUIRE(encoder->add(plannedFrame(plan, i), plan.times[i], end - plan.times[i]));
    }
    REQUIRE(encoder->finish());
    const std::vector<video::Packet> packets = encoder->takePackets();
    std::vector<std::int64_t> times;
    for (const video::Packet &packet : packets)
        times.push_back(packet.time);
    video::ClipOrder order{settings, encoder->head(), encoder->colors(), std::nullopt, std::nullopt};
    if (plan.sound)
        order.sound = video::SoundSource{*plan.sound, plan.timeBase, 0, std::nullopt, std::nullopt};
    std::size_t next = 0;
    const auto source = [&]() -> Result<std::optional<video::Packet>> { return packets.at(next++); };
    const auto written = video::writeClip(file, order, times, source);
    if (!written)
        FAIL(describe(written.error()));
    REQUIRE(*written);
}

void makeSound(const std::filesystem::path &file, const std::string &codec)
{
    av_log_set_level(AV_LOG_QUIET);
    const AVCodec *about = avcodec_find_encoder_by_name(codec.c_str());
    REQUIRE(about != nullptr);
    AVCodecContext *encoder = avcodec_alloc_context3(about);
    av_channel_layout_default(&encoder->ch_layout, 1);
    encoder->sample_rate = kRate;
    encoder->sample_fmt = about->sample_fmts[0];
    encoder->time_base = {1, kRate};
    encoder->flags |= AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_BITEXACT;
    REQUIRE(avcodec_open2(encoder, about, nullptr) >= 0);
    {
        Output output(file);
        AVStream *stream = avformat_new_stream(output.context, nullptr);
        REQUIRE(avcodec_parameters_from_context(stream->codecpar, encoder) >= 0);
        stream->time_base = encoder->time_base;
        REQUIRE(avformat_write_header(output.context, nullptr) >= 0);
        const int atOnce = encoder->frame_size > 0 ? encoder->frame_size : 1024;
        AVFrame *frame = av_frame_alloc();
        frame->format = encoder->sample_fmt;
        frame->nb_samples = atOnce;
        av_channel_layout_copy(&frame->ch_layout, &encoder->ch_layout);
        for (int begin = 0; begin < kRate; begin += atOnce) {
            if (frame->buf[0] == nullptr)
                REQUIRE(av_frame_get_buffer(frame, 0) >= 0);
            REQUIRE(av_frame_make_writable(frame) >= 0);
            for (int i = 0; i < atOnce; ++i) {
                const double value = 0.3 * std::sin(0.05 * (begin + i));
                if (av_get_bytes_per_sample(encoder->sample_fmt) == 2)
                    reinterpret_cast<std::int16_t *>(frame->data[0])[i] = static_cast<std::int16_t>(32767 * value);
                else
                    reinterpret_cast<float *>(frame->data[0])[i] = static_cast<float>(value);
            }
            frame->pts = begin;
            encode(encoder, frame, output.context);
        }
        encode(encoder, nullptr, output.context);
        REQUIRE(av_write_trailer(output.context) >= 0);
        av_frame_free(&frame);
    }
    avcodec_free_context(&encoder);
}

void makeTurned(const std::filesystem::path &from, const std::filesystem::path &to, int degrees)
{
    Input input(from);
    Output output(to);
    AVStream *stream = avformat_new_stream(output.context, nullptr);
    REQUIRE(avcodec_parameters_copy(stream->codecpar, input.context->streams[0]->codecpar) >= 0);
    stream->codecpar->codec_tag = 0;
    stream->time_base = input.context->streams[0]->time_base;
    std::int32_t matrix[9];
    av_display_rotation_set(matrix, degrees); // turns clockwise in FFmpeg's setter
#if LIBAVFORMAT_VERSION_MAJOR >= 61
    AVPacketSideData *side = av_packet_side_data_new(&stream->codecpar->coded_side_data,
                                                     &stream->codecpar->nb_coded_side_data, AV_PKT_DATA_DISPLAYMATRIX,
                                                     sizeof matrix, 0);
    std::uint8_t *bytes = side->data;
#else
    std::uint8_t *bytes = av_stream_new_side_data(stream, AV_PKT_DATA_DISPLAYMATRIX, sizeof matrix);
#endif
    std::copy_n(reinterpret_cast<const std::uint8_t *>(matrix), sizeof matrix, bytes);
    av_dict_set(&output.context->metadata, "title", "A walk", 0);
    av_dict_set(&output.context->metadata, "location", "+48.8577+002.2950/", 0);
    REQUIRE(avformat_write_header(output.context, nullptr) >= 0);
    AVPacket *packet = av_packet_alloc();
    while (av_read_frame(input.context, packet) >= 0) {
        av_packet_rescale_ts(packet, input.context->streams[0]->time_base, stream->time_base);
        REQUIRE(av_interleaved_write_frame(output.context, packet) >= 0);
    }
    av_packet_free(&packet);
    REQUIRE(av_write_trailer(output.context) >= 0);
}

std::vector<SoundPacket> soundOf(const std::filesystem::path &file)
{
    Input input(file);
    std::vector<SoundPacket> sound;
    AVPacket *packet = av_packet_alloc();
    while (av_read_frame(input.context, packet) >= 0) {
        const AVStream *stream = input.context->streams[packet->stream_index];
        if (stream->codecpar->codec_type == AVMEDIA_TYPE_AUDIO)
            sound.push_back({{reinterpret_cast<const char *>(packet->data), static_cast<std::size_t>(packet->size)},
                             static_cast<double>(packet->pts) * av_q2d(stream->time_base)});
        av_packet_unref(packet);
    }
    av_packet_free(&packet);
    return sound;
}

std::string noteOf(const std::filesystem::path &file, const std::string &key)
{
    const Input input(file);
    const AVDictionaryEntry *entry = av_dict_get(input.context->metadata, key.c_str(), nullptr, 0);
    return entry != nullptr ? entry->value : "";
}

} // namespace imago::test
