// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/video/clip.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>

namespace imago::video {

/// Reads a clip's frames one after the other: upright (the turn that a phone notes beside the frames is applied), each
/// with the time at which it is shown; times grow strictly, whatever the file says.
///
/// The file is a stranger's: only MP4, MOV, WebM (and Matroska) and GIF are opened, nothing that it names is followed,
/// and no frame above files::kMostPixels is decoded. Of several video streams the best one is read (cover pictures
/// are none). Threads: one at a time.
///
/// **Errors**: FileMissing, FileUnreadable; UnsupportedFormat for another kind of file, for one without a video stream
/// and for a codec that FFmpeg here does not decode; FileTooLarge; FileDamaged, also where the file ends before its
/// last frame, with the second up to which it is good; OutOfMemory.
class Reader
{
public:
    static Result<Reader> open(const std::filesystem::path &path);
    Reader(Reader &&) noexcept;
    Reader &operator=(Reader &&) noexcept;
    ~Reader();

    const ClipInfo &info() const noexcept;

    /// From now on frames come in this size, upright. Requires: positive sides.
    void scaleTo(Size size);

    /// The next frame; nothing after the last one, or when `stop` came first.
    Result<std::optional<Frame>> next(const std::stop_token &stop = {});

    /// The next frame will be the one that is shown at `time`: the last that begins then or before, or the clip's
    /// first.
    Status seek(std::int64_t time);

private:
    struct State;
    explicit Reader(std::unique_ptr<State> state);

    std::unique_ptr<State> m_state;
};

} // namespace imago::video
