// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/video/ffmpeg/encoder.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

namespace imago::video {

/// The sound that a clip is to have: another clip's, or a stretch of it. Times are in ticks of `timeBase`, of that
/// clip.
struct SoundSource
{
    std::filesystem::path clip;
    Fraction timeBase{1, 1000};
    std::int64_t shift = 0;            ///< What is taken off all times.
    std::optional<std::int64_t> begin; ///< What starts before is left out; nothing: all is there,
    std::optional<std::int64_t> end;   ///< and what starts here or later.
};

/// What is to be written besides the frames.
struct ClipOrder
{
    EncoderSettings settings;
    std::vector<std::uint8_t> head; ///< Encoder::head()
    ColorTags colors;               ///< Encoder::colors()
    std::optional<SoundSource> sound;
    /// A clip whose title and the like are taken over. Where it was made is not.
    std::optional<std::filesystem::path> about;
};

/// What became of the sound.
struct SoundReport
{
    int copied = 0;    ///< Streams whose packets are the source's, unchanged
    int reencoded = 0; ///< Streams in a codec that the container has not: compressed again
};

/// The next packet in the order of decoding; nothing after the last.
using PacketSource = std::function<Result<std::optional<Packet>>()>;

/// Writes a clip file from compressed frames and the sound of another clip: into a hidden sibling that takes the
/// target's name when it is complete (files::SaveFile), so a full disk, a stop or a kill leaves an earlier file as it
/// was.
///
/// `times`: all packets' times, in the order of decoding. False: `stop` came first, nothing was written.
/// Errors: those of SaveFile and of the packet source; UnsupportedFormat for sound that can neither be copied nor
/// compressed again; FileDamaged for a source whose sound is damaged; Internal.
Result<std::optional<SoundReport>> writeClip(const std::filesystem::path &target, const ClipOrder &order,
                                             const std::vector<std::int64_t> &times, const PacketSource &packets,
                                             const std::stop_token &stop = {});

} // namespace imago::video
