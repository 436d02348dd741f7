// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <deque>
#include <optional>

namespace imago::jobs {

/// Foretells how long work will still take, from the pace of the last while: what was slower or faster before does not
/// count for long. Threads: one at a time.
class TimeLeft
{
public:
    using Clock = std::chrono::steady_clock;

    /// `done` of `total` steps at this moment; done grows. Nothing until a second of work tells the pace, or where the
    /// total is unknown (0). A pause counts as no work.
    std::optional<std::chrono::seconds> update(int done, int total, Clock::time_point now);

private:
    struct Mark
    {
        int done;
        Clock::time_point when;
    };
    std::deque<Mark> m_marks;
};

/// Whether what took so long, and usually takes `usual`, was no work but a pause: the process was stopped, or the
/// computer slept.
bool isPause(TimeLeft::Clock::duration taken, TimeLeft::Clock::duration usual) noexcept;

} // namespace imago::jobs
