// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "ui/session/source_clip.h"
#include "ui/session/source_picture.h"

#include <mutex>
#include <stop_token>

namespace imago::app {

/// Single frames of clips as pictures to paint; the last one is remembered. Threads: at() one call at a time, latest()
/// from any.
class ClipFrames
{
public:
    static constexpr int kSide = 1920; ///< Longer side, at most.

    /// The frame that is shown at this moment, with square pixels. Null when `stop` came first. Errors: those of
    /// readClip().
    Result<ui::SourcePtr> at(const ui::SourceClip &clip, double seconds, const std::stop_token &stop);
    /// Null before the first.
    ui::SourcePtr latest() const;

private:
    std::uint64_t m_clip = 0;
    double m_seconds = -1.0;
    mutable std::mutex m_mutex;
    ui::SourcePtr m_latest; ///< Guarded by m_mutex.
};

} // namespace imago::app
