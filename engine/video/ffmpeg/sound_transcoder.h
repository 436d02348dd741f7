// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/video/clip.h"
#include "engine/video/ffmpeg/libav.h"

#include <functional>
#include <memory>
#include <string>

struct AVAudioFifo;
struct AVCodecParameters;
struct AVOutputFormat;

namespace imago::video {

/// Compresses one sound stream again, for containers that cannot hold its codec.
class SoundTranscoder
{
public:
    using Made = std::function<void(Libav<AVPacket>)>;

    /// Errors: UnsupportedFormat where FFmpeg here has not the decoder or the encoder; OutOfMemory.
    static Result<std::unique_ptr<SoundTranscoder>> create(const AVStream &from, const AVOutputFormat &container,
                                                           std::string subject);
    ~SoundTranscoder();

    Fraction timeBase() const;
    /// What the new stream is. Errors: OutOfMemory.
    Status describe(AVCodecParameters &parameters) const;

    /// The stream's next packet; null after the last. Times of what is made are those of what went in.
    /// Errors: FileDamaged, Internal, OutOfMemory.
    Status add(const AVPacket *packet, const Made &made);

private:
    SoundTranscoder() = default;
    Status open(const AVStream &from, const AVOutputFormat &container);
    Status queue(const AVFrame *frame);
    Status compress(bool isLast, const Made &made);
    Status collect(const Made &made);

    std::string m_subject;
    Libav<AVCodecContext> m_decoder;
    Libav<AVCodecContext> m_encoder;
    Libav<SwrContext> m_converter;
    Libav<AVFrame> m_frame;
    std::unique_ptr<AVAudioFifo, void (*)(AVAudioFifo *)> m_fifo{nullptr, nullptr};
    std::int64_t m_next = 0; ///< Time of the first sample in the fifo, in samples.
    bool m_begun = false;
};

} // namespace imago::video
