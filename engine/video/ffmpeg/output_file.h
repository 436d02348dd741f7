// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/video/ffmpeg/encoder.h"
#include "engine/video/ffmpeg/libav.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <vector>

namespace imago::video {

/// A media file that is being written, through files::SaveFile. Equal input gives equal bytes.
class OutputFile
{
public:
    /// Errors: as files::SaveFile; UnsupportedFormat where FFmpeg here does not write the container; OutOfMemory.
    static Result<OutputFile> create(const std::filesystem::path &target, Container container);
    OutputFile(OutputFile &&) noexcept;
    OutputFile &operator=(OutputFile &&) noexcept;
    ~OutputFile();

    AVFormatContext *get() const noexcept;
    const std::string &subject() const noexcept { return m_subject; }

    /// The stream of frames, before all others. `head`, `colors`: the encoder's.
    Status addVideo(const EncoderSettings &settings, const std::vector<std::uint8_t> &head, const ColorTags &colors);
    /// After all streams are there. `timeBase`: what the first stream's times should keep exactly.
    Status writeHead(Fraction timeBase);
    /// Takes what the packet holds; its times are in ticks of `timeBase`.
    Status write(AVPacket *packet, Fraction timeBase);
    /// A frame, which is decoded at `decoding`; times in ticks of `timeBase`.
    Status writeFrame(const Packet &frame, std::int64_t decoding, Fraction timeBase);
    /// The last call: the file takes its name.
    Status commit();

private:
    struct Target;
    OutputFile();
    Status checked(int returned, const char *what) const;

    std::unique_ptr<Target> m_target;
    std::string m_subject;
};

} // namespace imago::video
