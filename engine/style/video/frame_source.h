// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/style/video/shot_cut.h"
#include "engine/style/video/work_folder.h"
#include "engine/video/ffmpeg/reader.h"

#include <memory>
#include <optional>
#include <stop_token>

namespace imago::style::video {

/// One frame on its way to the networks.
struct Step
{
    std::int64_t time = 0; ///< In the clip's ticks.
    std::int64_t duration = 0;
    ImagePtr photo;                       ///< The frame, opaque.
    ImagePtr transparency;                ///< The frame itself where it is not opaque, else null.
    ImagePtr shotBegin;                   ///< The frame with which its shot began, opaque.
    std::shared_ptr<const Motion> motion; ///< Since the frame before; null where a shot begins.
};

/// Reads a clip's frames, finds their motion and the cuts. Threads: one at a time.
class FrameSource
{
public:
    /// `until`: frames that begin then or later are not read. `findsMotion`: without, the clip is one shot.
    FrameSource(imago::video::Reader reader, bool findsMotion, std::optional<std::int64_t> until);

    /// Goes on after the frame that was shown at `lastTime`. Errors: as Reader's; FileDamaged where it is not there.
    Status resume(std::int64_t lastTime, const Carry &carry);

    /// Nothing after the last frame, or when `stop` came first. Errors: as Reader's.
    Result<std::optional<Step>> next(const std::stop_token &stop);

private:
    imago::video::Reader m_reader;
    ShotTracker m_shots;
    bool m_findsMotion;
    std::optional<std::int64_t> m_until;
    ImagePtr m_shotBegin;
};

} // namespace imago::style::video
