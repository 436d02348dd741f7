// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/video/ffmpeg/libav.h"

#include "engine/files/image_file.h"
#include "engine/files/save_file.h"

#include <array>
#include <cerrno>
#include <unistd.h>
#include <utility>
#include <vector>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libswresample/swresample.h>
#include <libswscale/swscale.h>
}

namespace imago::video {

namespace {

constexpr int kBlock = 1 << 16;
// The names that FFmpeg gives to what clip.h lists: no playlists, no raw streams, nothing that names other files.
constexpr const char *kFormats = "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,gif";

// Decodes a little of each stream, but no frame above our limit.
int findStreams(AVFormatContext *context)
{
    const unsigned count = context->nb_streams;
    std::vector<AVDictionary *> options(count, nullptr);
    for (AVDictionary *&each : options)
        av_dict_set_int(&each, "max_pixels", files::kMostPixels, 0);
    const int found = avformat_find_stream_info(context, options.data());
    for (AVDictionary *&each : options)
        av_dict_free(&each);
    return found;
}

} // namespace

void LibavDelete::operator()(AVCodecContext *context) const noexcept
{
    avcodec_free_context(&context);
}

void LibavDelete::operator()(AVFrame *frame) const noexcept
{
    av_frame_free(&frame);
}

void LibavDelete::operator()(AVIOContext *io) const noexcept
{
    av_freep(&io->buffer);
    avio_context_free(&io);
}

void LibavDelete::operator()(AVPacket *packet) const noexcept
{
    av_packet_free(&packet);
}

void LibavDelete::operator()(SwrContext *context) const noexcept
{
    swr_free(&context);
}

void LibavDelete::operator()(SwsContext *context) const noexcept
{
    sws_freeContext(context);
}

Result<Libav<AVFrame>> makeFrame()
{
    Libav<AVFrame> frame(av_frame_alloc());
    if (!frame)
        return fail(ErrorCode::OutOfMemory, "there is no memory for a frame");
    return frame;
}

Result<Libav<AVPacket>> makePacket()
{
    Libav<AVPacket> packet(av_packet_alloc());
    if (!packet)
        return fail(ErrorCode::OutOfMemory, "there is no memory for a packet");
    return packet;
}

tl::unexpected<Error> failLibav(int returned, ErrorCode otherwise, const std::string &what, const std::string &subject,
                                std::source_location where)
{
    if (returned == AVERROR(ENOMEM))
        return fail(ErrorCode::OutOfMemory, what, subject, where);
    if (returned == AVERROR(ENOSPC))
        return fail(ErrorCode::DiskFull, {}, subject, where);
    std::array<char, AV_ERROR_MAX_STRING_SIZE> text{};
    av_strerror(returned, text.data(), text.size());
    return fail(otherwise, what + " (" + text.data() + ")", subject, where);
}

std::int64_t seekTo(std::int64_t &position, std::int64_t bytes, std::int64_t offset, int whence) noexcept
{
    if ((whence & AVSEEK_SIZE) != 0)
        return bytes;
    const std::int64_t from = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? position : bytes;
    if (offset < -from || offset > INT64_MAX - from)
        return AVERROR(EINVAL);
    return position = from + offset;
}

/// What FFmpeg reads from, and what it has of it.
struct InputFile::Source
{
    files::OpenFile file;
    std::int64_t position = 0;
    Libav<AVIOContext> io;
    AVFormatContext *context = nullptr;

    explicit Source(files::OpenFile opened)
        : file(std::move(opened))
    {
    }
    Source(const Source &) = delete;
    Source &operator=(const Source &) = delete;
    ~Source() { avformat_close_input(&context); }

    static int read(void *opaque, std::uint8_t *to, int count)
    {
        auto *source = static_cast<Source *>(opaque);
        const ssize_t got = pread(source->file.descriptor.get(), to, static_cast<std::size_t>(count), source->position);
        if (got < 0)
            return AVERROR(errno);
        source->position += got;
        return got == 0 ? AVERROR_EOF : static_cast<int>(got);
    }

    static std::int64_t seek(void *opaque, std::int64_t offset, int whence)
    {
        auto *source = static_cast<Source *>(opaque);
        return seekTo(source->position, static_cast<std::int64_t>(source->file.bytes), offset, whence);
    }
};

InputFile::InputFile() = default;
InputFile::InputFile(InputFile &&) noexcept = default;
InputFile &InputFile::operator=(InputFile &&) noexcept = default;
InputFile::~InputFile() = default;

AVFormatContext *InputFile::get() const noexcept
{
    return m_source->context;
}

std::uint64_t InputFile::bytes() const noexcept
{
    return m_source->file.bytes;
}

Result<InputFile> InputFile::open(const std::filesystem::path &path)
{
    av_log_set_level(AV_LOG_QUIET); // what goes wrong is in the errors; the terminal is the caller's
    Result<files::OpenFile> file = files::openRegular(path);
    if (!file)
        return tl::unexpected(std::move(file).error());
    InputFile input;
    input.m_subject = files::subjectOf(path);
    if (file->bytes == 0)
        return fail(ErrorCode::FileDamaged, "the file is empty", input.m_subject);
    input.m_source = std::make_unique<Source>(std::move(*file));
    Source &source = *input.m_source;
    auto *buffer = static_cast<unsigned char *>(av_malloc(kBlock));
    if (buffer != nullptr)
        source.io.reset(avio_alloc_context(buffer, kBlock, 0, &source, &Source::read, nullptr, &Source::seek));
    AVFormatContext *context = source.io ? avformat_alloc_context() : nullptr;
    if (context == nullptr)
        return fail(ErrorCode::OutOfMemory, "there is no memory to open a clip", input.m_subject);
    context->pb = source.io.get();
    context->format_whitelist = av_strdup(kFormats);
    context->protocol_whitelist = av_strdup("none");
    if (const int opened = avformat_open_input(&context, nullptr, nullptr, nullptr); opened < 0) { // frees the context
        const bool other = opened == AVERROR_INVALIDDATA || opened == AVERROR(EINVAL);
        return other ? fail(ErrorCode::UnsupportedFormat, "it is not a clip in MP4, MOV, WebM or GIF, or it is damaged",
                            input.m_subject)
                     : failLibav(opened, ErrorCode::FileDamaged, "the clip can't be opened", input.m_subject);
    }
    source.context = context;
    if (const int found = findStreams(context); found < 0)
        return failLibav(found, ErrorCode::FileDamaged, "the clip's streams can't be read", input.m_subject);
    return input;
}

} // namespace imago::video
