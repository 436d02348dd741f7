// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/video/ffmpeg/libav.h"
#include "engine/video/ffmpeg/writer.h"

#include <deque>
#include <optional>
#include <vector>

struct AVCodecParameters;
struct AVOutputFormat;

namespace imago::video {

class SoundTranscoder;

/// Reads the sound of a clip, packet by packet: as it is where the new container can hold its codec, otherwise
/// compressed again (AAC for MP4 and MOV, Opus for WebM).
class SoundReader
{
public:
    struct Stream
    {
        int source = 0; ///< index in the file
        std::unique_ptr<AVCodecParameters, void (*)(AVCodecParameters *)> parameters;
        Fraction timeBase;
        std::unique_ptr<SoundTranscoder> transcoder; ///< Null where it is copied.
        std::string language;
        bool isDefault = false;
    };

    static Result<SoundReader> open(const SoundSource &source, const AVOutputFormat &container);
    SoundReader(SoundReader &&) noexcept;
    SoundReader &operator=(SoundReader &&) noexcept;
    ~SoundReader();

    const std::vector<Stream> &streams() const noexcept { return m_streams; }

    /// The next packet with its times moved, `stream_index` being the place in streams(), its time base that of the
    /// stream; nothing after the last.
    Result<std::optional<Libav<AVPacket>>> next();

private:
    SoundReader(InputFile input, SoundSource source);
    Status addStream(int index, const AVOutputFormat &container);
    bool isWanted(const AVPacket &packet, const Stream &stream) const;
    void move(AVPacket &packet, const Stream &stream) const;

    InputFile m_input;
    SoundSource m_source;
    std::vector<Stream> m_streams;
    std::deque<Libav<AVPacket>> m_ready;
    std::size_t m_flushed = 0; ///< Transcoders that have given their last.
    bool m_atEnd = false;
};

} // namespace imago::video
