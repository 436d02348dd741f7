// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/jobs/event.h"

#include <mutex>
#include <optional>
#include <vector>

namespace imago::jobs {

/// Carries events from lanes to one reader and keeps only what still matters: the newest frame, the newest
/// progress, and every ending in order.
///
/// Bounded by construction: a sleeping reader costs one image, not a backlog.
class Outbox
{
public:
    /// True when the reader has to be woken: this is the first event since it last took all. A frame older
    /// than the one held is dropped. Threads: any.
    bool put(Event event);

    /// Frame, progress, endings, in that order. Threads: the reader's.
    std::vector<Event> takeAll();

private:
    void keep(Frame &frame);
    void keep(Progress &progress);
    void keep(Finished &finished);

    std::mutex m_mutex;
    std::optional<Frame> m_frame;
    std::optional<Progress> m_progress;
    std::vector<Finished> m_endings;
    bool m_readerWoken = false;
};

} // namespace imago::jobs
