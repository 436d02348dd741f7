// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/video/clip.h"
#include "engine/video/ffmpeg/writer.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace imago::test {

/// What a clip for tests is.
struct ClipPlan
{
    Size size{64, 48};
    video::Fraction timeBase{1, 600};
    std::vector<std::int64_t> times{0, 20, 40, 60, 80}; ///< In ticks; irregular ones are fine.
    std::int64_t lastDuration = 20;
    video::ColorTags colors{1, 1, 1, false};
    video::Fraction pixelAspect{1, 1};
    int bitsPerChannel = 8;
    std::optional<std::filesystem::path> sound; ///< Of this file.
};

/// The i-th frame of such a clip: smooth, and another one each time.
Image plannedFrame(const ClipPlan &plan, std::size_t index);
/// The mean of a channel over a picture, in [0, 255].
double mean(const Image &picture, int channel);
/// The mean difference of two pictures' colours, in levels of 255.
double difference(const Image &a, const Image &b);

/// Writes it with our own writer, in the container of the file's ending (not GIF).
void makeClip(const std::filesystem::path &file, const ClipPlan &plan);

/// A file with nothing but a second of sound: "aac", "pcm_s16le" or "libopus".
void makeSound(const std::filesystem::path &file, const std::string &codec);

/// The file again with a display matrix that turns its pictures clockwise by so many degrees, as phones write it, and
/// with the place where it was taken.
void makeTurned(const std::filesystem::path &from, const std::filesystem::path &to, int degrees);

/// The payload of each packet of each sound stream, in order, and when it is heard (in seconds).
struct SoundPacket
{
    std::string bytes;
    double time = 0;
};
std::vector<SoundPacket> soundOf(const std::filesystem::path &file);

/// A note of the file ("title"), empty if there is none.
std::string noteOf(const std::filesystem::path &file, const std::string &key);

} // namespace imago::test
