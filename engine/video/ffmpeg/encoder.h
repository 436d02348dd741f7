// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/video/clip.h"

#include <memory>
#include <string>

namespace imago::video {

/// What a clip's frames are compressed with. Everything in it follows from it alone: equal settings and equal frames
/// give equal bytes (on one machine and with one version of the libraries).
struct EncoderSettings
{
    Container container = Container::Mp4; ///< Not Gif: see gif.h.
    Size size;                            ///< Even sides.
    Fraction timeBase{1, 1000};
    Fraction pixelAspect{1, 1};
    double framesPerSecond = 25; ///< For the rate control and what players announce; frames keep their own times.
    int bitsPerChannel = 8;      ///< Above 8: 10, where the encoder has it.
    ColorTags colors;
    bool live = false; ///< Faster than the frames come, rather than small; packets keep their order.
};

/// The sides that a container's codec takes: even ones for all but GIF.
Size encodable(Size size, Container container);

/// Compresses frames: H.264 for MP4 and MOV (libx264), VP9 for WebM (libvpx), 4:2:0, of a quality that hides the codec
/// beneath painted texture. Threads: one at a time.
class Encoder
{
public:
    /// Errors: UnsupportedFormat where FFmpeg here has not the encoder (the detail names it); BadInput for a size.
    static Result<Encoder> create(const EncoderSettings &settings);
    Encoder(Encoder &&) noexcept;
    Encoder &operator=(Encoder &&) noexcept;
    ~Encoder();

    /// Times must grow. Requires: the settings' size. Errors: Internal, OutOfMemory.
    Status add(const Image &picture, std::int64_t time, std::int64_t duration);
    /// No more frames: the rest of the packets.
    Status finish();

    /// What has been compressed since the last call, in the order of decoding.
    std::vector<Packet> takePackets();

    /// What a decoder must know beforehand; the same for equal settings.
    const std::vector<std::uint8_t> &head() const noexcept;
    /// The settings' colours with what the codec really holds (matrix and range are always said).
    const ColorTags &colors() const noexcept;

private:
    struct State;
    explicit Encoder(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

} // namespace imago::video
