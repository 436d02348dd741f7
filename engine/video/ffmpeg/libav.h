// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// FFmpeg's structures with owners. Its headers stay in the sources of this room.

#include "engine/core/error.h"
#include "engine/files/descriptor.h"

#include <cstdint>
#include <filesystem>
#include <memory>

struct AVCodecContext;
struct AVFormatContext;
struct AVFrame;
struct AVIOContext;
struct AVPacket;
struct AVStream;
struct SwrContext;
struct SwsContext;

namespace imago::video {

struct LibavDelete
{
    void operator()(AVCodecContext *context) const noexcept;
    void operator()(AVFrame *frame) const noexcept;
    void operator()(AVIOContext *io) const noexcept;
    void operator()(AVPacket *packet) const noexcept;
    void operator()(SwrContext *context) const noexcept;
    void operator()(SwsContext *context) const noexcept;
};
template <typename Type>
using Libav = std::unique_ptr<Type, LibavDelete>;

/// Errors: OutOfMemory.
Result<Libav<AVFrame>> makeFrame();
Result<Libav<AVPacket>> makePacket();

/// The error for what a function of FFmpeg returned while it read or wrote `subject`: `otherwise` where the number says
/// no more than that it failed.
tl::unexpected<Error> failLibav(int returned, ErrorCode otherwise, const std::string &what, const std::string &subject,
                                std::source_location where = std::source_location::current());

/// FFmpeg's seek (avio_alloc_context) in a file of `bytes`: moves `position`, perhaps behind the end, and returns it;
/// for AVSEEK_SIZE returns `bytes`, for a place before the start AVERROR(EINVAL).
std::int64_t seekTo(std::int64_t &position, std::int64_t bytes, std::int64_t offset, int whence) noexcept;

/// An open media file of the containers of clip.h, read through our own descriptor: whatever is inside, no other file
/// and no network is opened. Threads: one at a time.
class InputFile
{
public:
    /// Errors: as files::openRegular; UnsupportedFormat for another container; FileDamaged; OutOfMemory.
    static Result<InputFile> open(const std::filesystem::path &path);
    InputFile(InputFile &&) noexcept;
    InputFile &operator=(InputFile &&) noexcept;
    ~InputFile();

    AVFormatContext *get() const noexcept;
    const std::string &subject() const noexcept { return m_subject; }
    std::uint64_t bytes() const noexcept;

private:
    struct Source;
    InputFile();

    std::unique_ptr<Source> m_source;
    std::string m_subject;
};

} // namespace imago::video
