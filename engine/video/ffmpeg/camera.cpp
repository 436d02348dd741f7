// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/video/ffmpeg/camera.h"

#include "engine/files/descriptor.h"
#include "engine/video/ffmpeg/frame_picture.h"
#include "engine/video/ffmpeg/libav.h"
#include "engine/video/ffmpeg/reader.h"

#include <array>
#include <cerrno>
#include <chrono>
#include <condition_variable>
#include <cstring>
#include <fcntl.h>
#include <linux/videodev2.h>
#include <mutex>
#include <sys/ioctl.h>
#include <utility>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavdevice/avdevice.h>
#include <libavformat/avformat.h>
}

namespace imago::video {

namespace {

using Clock = std::chrono::steady_clock;

constexpr int kMostCameras = 64; // numbers that Video4Linux gives away
constexpr std::chrono::milliseconds kLook{4}; // how often a camera is asked for a picture

struct Mode
{
    const char *format; ///< Null: any.
    const char *size;   ///< Null: as the camera was left.
};
// What a camera compresses by itself fits through its cable at 30 pictures a second in HD; drivers take the nearest
// size.
constexpr std::array<Mode, 3> kModes = {Mode{"mjpeg", "1280x720"}, Mode{nullptr, "640x480"}, Mode{nullptr, nullptr}};

struct CloseDevice
{
    void operator()(AVFormatContext *context) const { avformat_close_input(&context); }
};
using Device = std::unique_ptr<AVFormatContext, CloseDevice>;

/// False when the stop came first.
bool sleepUntil(Clock::time_point moment, const std::stop_token &stop)
{
    std::mutex mutex;
    std::condition_variable_any wake;
    std::unique_lock lock(mutex);
    wake.wait_until(lock, stop, moment, [] { return false; });
    return !stop.stop_requested();
}

tl::unexpected<Error> failCamera(int returned, const std::string &what, const std::string &id)
{
    tl::unexpected<Error> error = failLibav(returned, ErrorCode::FileUnreadable, what, id);
    if (returned == AVERROR(EBUSY))
        error.value().detail = "another program uses the camera";
    else if (returned == AVERROR(EACCES) || returned == AVERROR(EPERM))
        error.value().detail = "you may not use it: this needs membership in the group \"video\"";
    return error;
}

/// Negative: FFmpeg's number for why not.
int openDevice(const std::string &id, const Mode &mode, Device &device)
{
    const AVInputFormat *format = av_find_input_format("video4linux2");
    if (format == nullptr)
        return AVERROR_DEMUXER_NOT_FOUND;
    AVFormatContext *context = avformat_alloc_context();
    if (context == nullptr)
        return AVERROR(ENOMEM);
    context->flags |= AVFMT_FLAG_NONBLOCK; // a camera that falls silent must not hold its thread
    AVDictionary *options = nullptr;
    if (mode.format != nullptr)
        av_dict_set(&options, "input_format", mode.format, 0);
    if (mode.size != nullptr) {
        av_dict_set(&options, "video_size", mode.size, 0);
        av_dict_set(&options, "framerate", "30", 0);
    }
    const int opened = avformat_open_input(&context, id.c_str(), format, &options); // frees the context if it fails
    av_dict_free(&options);
    if (opened == 0)
        device.reset(context);
    return opened;
}

class Camera final : public LiveSource
{
public:
    static Result<std::unique_ptr<LiveSource>> open(const std::string &id)
    {
        av_log_set_level(AV_LOG_QUIET);
        avdevice_register_all();
        auto camera = std::unique_ptr<Camera>(new Camera(id));
        int opened = AVERROR(ENODEV);
        for (const Mode &mode : kModes) {
            opened = openDevice(id, mode, camera->m_device);
            if (opened == 0 || opened == AVERROR(EBUSY) || opened == AVERROR(EACCES))
                break;
        }
        if (opened < 0)
            return failCamera(opened, "the camera can't be opened", id);
        if (Status ready = camera->prepare(); !ready)
            return tl::unexpected(std::move(ready).error());
        return camera;
    }

    const ClipInfo &info() const override { return m_info; }

    Result<std::optional<Frame>> next(const std::stop_token &stop) override
    {
        const Clock::time_point begun = Clock::now();
        while (!stop.stop_requested()) {
            if (avcodec_receive_frame(m_decoder.get(), m_frame.get()) == 0)
                return take();
            const int read = av_read_frame(m_device.get(), m_packet.get());
            if (read == AVERROR(EAGAIN)) {
                if (Clock::now() - begun > std::chrono::duration<double>(kSilence))
                    return fail(ErrorCode::FileUnreadable, "it sends no pictures", m_id);
                sleepUntil(Clock::now() + kLook, stop);
                continue;
            }
            if (read < 0)
                return failCamera(read, "it sends no more pictures", m_id);
            avcodec_send_packet(m_decoder.get(), m_packet.get()); // a picture that was hurt on the cable is left out
            av_packet_unref(m_packet.get());
        }
        return std::nullopt;
    }

private:
    explicit Camera(std::string id)
        : m_id(std::move(id))
    {
    }

    Status prepare()
    {
        if (m_device->nb_streams == 0)
            return fail(ErrorCode::FileUnreadable, "it has no pictures", m_id);
        const AVStream &stream = *m_device->streams[0];
        const AVCodec *codec = avcodec_find_decoder(stream.codecpar->codec_id);
        m_decoder.reset(codec != nullptr ? avcodec_alloc_context3(codec) : nullptr);
        if (!m_decoder)
            return fail(ErrorCode::UnsupportedFormat, "its pictures can't be decoded here", m_id);
        m_decoder->thread_count = 1;
        if (avcodec_parameters_to_context(m_decoder.get(), stream.codecpar) < 0 ||
            avcodec_open2(m_decoder.get(), codec, nullptr) < 0)
            return fail(ErrorCode::UnsupportedFormat, "its pictures can't be decoded here", m_id);
        Result<Libav<AVPacket>> packet = makePacket();
        Result<Libav<AVFrame>> frame = makeFrame();
        if (!packet || !frame)
            return fail(ErrorCode::OutOfMemory, "there is no memory for a frame", m_id);
        m_packet = std::move(*packet);
        m_frame = std::move(*frame);
        m_info.size = {stream.codecpar->width, stream.codecpar->height};
        m_info.timeBase = {stream.time_base.num, stream.time_base.den};
        m_info.codec = codec->name;
        if (stream.avg_frame_rate.num > 0 && stream.avg_frame_rate.den > 0)
            m_info.framesPerSecond = av_q2d(stream.avg_frame_rate);
        return {};
    }

    Result<std::optional<Frame>> take()
    {
        Result<Image> picture = m_pictures.picture(*m_frame, m_info.size);
        const std::int64_t told = m_frame->best_effort_timestamp;
        av_frame_unref(m_frame.get());
        if (!picture) {
            picture.error().subject = m_id;
            return tl::unexpected(std::move(picture).error());
        }
        m_last = told != AV_NOPTS_VALUE && (!m_last || told > *m_last) ? told : m_last.value_or(-1) + 1;
        return Frame{picture->converted(PixelFormat::Rgba8), *m_last, 0};
    }

    std::string m_id;
    Device m_device;
    Libav<AVCodecContext> m_decoder;
    Libav<AVPacket> m_packet;
    Libav<AVFrame> m_frame;
    PictureMaker m_pictures;
    ClipInfo m_info;
    std::optional<std::int64_t> m_last;
};

class ClipAsCamera final : public LiveSource
{
public:
    explicit ClipAsCamera(Reader reader)
        : m_reader(std::move(reader))
        , m_info(m_reader.info())
        , m_begun(Clock::now())
    {
        m_info.seconds = 0;
        m_info.frames = 0;
    }

    const ClipInfo &info() const override { return m_info; }

    Result<std::optional<Frame>> next(const std::stop_token &stop) override
    {
        Result<std::optional<Frame>> frame = m_reader.next(stop);
        if (frame && !*frame && !stop.stop_requested()) { // again from the begin
            m_shift =
                m_last + std::max<std::int64_t>(1, m_info.timeBase.ticks(1.0 / m_info.framesPerSecond)) - m_info.begin;
            if (Status begun = m_reader.seek(m_info.begin); !begun)
                return tl::unexpected(std::move(begun).error());
            frame = m_reader.next(stop);
        }
        if (!frame || !*frame)
            return frame;
        m_last = (*frame)->time += m_shift;
        (*frame)->picture = (*frame)->picture.converted(PixelFormat::Rgba8);
        const std::chrono::duration<double> due(m_info.timeBase.seconds(m_last - m_info.begin));
        if (!sleepUntil(m_begun + std::chrono::duration_cast<Clock::duration>(due), stop))
            return std::nullopt;
        return frame;
    }

private:
    Reader m_reader;
    ClipInfo m_info;
    Clock::time_point m_begun;
    std::int64_t m_last = 0;
    std::int64_t m_shift = 0;
};

} // namespace

Result<std::vector<CameraInfo>> cameras()
{
    std::vector<CameraInfo> found;
    std::optional<std::string> forbidden;
    for (int number = 0; number < kMostCameras; ++number) {
        const std::string id = "/dev/video" + std::to_string(number);
        const files::Descriptor device(::open(id.c_str(), O_RDWR | O_NONBLOCK | O_CLOEXEC));
        if (!device.isOpen()) {
            if (errno == EACCES || errno == EPERM)
                forbidden = id;
            continue;
        }
        v4l2_capability about{};
        if (ioctl(device.get(), VIDIOC_QUERYCAP, &about) != 0)
            continue;
        // A camera has more devices than the one with its pictures.
        const bool own = (about.capabilities & V4L2_CAP_DEVICE_CAPS) != 0;
        const std::uint32_t can = own ? about.device_caps : about.capabilities;
        if ((can & V4L2_CAP_VIDEO_CAPTURE) == 0 || (can & V4L2_CAP_STREAMING) == 0)
            continue;
        const char *card = reinterpret_cast<const char *>(about.card);
        found.push_back({id, std::string(card, strnlen(card, sizeof about.card))});
    }
    if (found.empty() && forbidden)
        return failCamera(AVERROR(EACCES), {}, *forbidden);
    return found;
}

Result<std::unique_ptr<LiveSource>> openCamera(const std::string &id)
{
    return Camera::open(id);
}

Result<std::unique_ptr<LiveSource>> playAsCamera(const std::filesystem::path &clip)
{
    Result<Reader> reader = Reader::open(clip);
    if (!reader)
        return tl::unexpected(std::move(reader).error());
    return std::make_unique<ClipAsCamera>(std::move(*reader));
}

} // namespace imago::video
