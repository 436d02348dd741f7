// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/image.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace imago::video {

/// The kinds of file that clips are read from and written into.
enum class Container { Mp4, Mov, WebM, Gif };

/// "MP4", "MOV", "WebM", "GIF".
std::string_view name(Container container) noexcept;
/// What a file name's ending asks for.
std::optional<Container> containerFromEnding(const std::filesystem::path &path);

/// A positive fraction: how long a tick is in seconds, or how wide a pixel is for its height.
struct Fraction
{
    int numerator = 1;
    int denominator = 1;
    bool operator==(const Fraction &) const = default;

    double value() const noexcept { return static_cast<double>(numerator) / denominator; }
    /// Ticks of this length, rounded down; for seconds of a clip.
    std::int64_t ticks(double seconds) const noexcept;
    double seconds(std::int64_t ticks) const noexcept { return static_cast<double>(ticks) * value(); }
};

/// How a clip's numbers mean colours: code points of ITU-T H.273, of which 2 is "nobody said".
struct ColorTags
{
    int primaries = 2;
    int transfer = 2;
    int matrix = 2;
    bool fullRange = false;
    bool operator==(const ColorTags &) const = default;
};

struct ClipInfo
{
    Size size;                 ///< Upright, in pixels as stored.
    Fraction pixelAspect{1, 1};
    Fraction timeBase{1, 1000}; ///< Of every timestamp of the clip's frames.
    std::int64_t begin = 0;    ///< Timestamp at which the clip begins.
    double seconds = 0;        ///< 0: unknown until it is read.
    std::int64_t frames = 0;   ///< Estimated; 0: unknown.
    double framesPerSecond = 25; ///< On average.
    int bitsPerChannel = 8;
    ColorTags colors;
    int soundStreams = 0;
    std::string codec; ///< FFmpeg's name: "h264", "vp9", ...
};

/// One picture of a clip: Rgba8, or Rgba16 where the clip has more than 8 bits a channel. The pixels are the clip's own
/// R'G'B' (its transfer and primaries are kept, not converted), upright.
struct Frame
{
    Image picture;
    std::int64_t time = 0;     ///< When it is shown, in ticks of the clip's time base.
    std::int64_t duration = 0; ///< 0: nobody said.
};

/// One compressed frame.
struct Packet
{
    std::vector<std::uint8_t> bytes;
    std::int64_t time = 0;
    std::int64_t duration = 0;
    bool isKey = false; ///< Decoding can begin here.
    bool operator==(const Packet &) const = default;
};

} // namespace imago::video
