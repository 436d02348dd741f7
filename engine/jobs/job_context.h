// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/jobs/event.h"

#include <chrono>
#include <functional>
#include <stop_token>

namespace imago::jobs {

/// What running work may do to the outside world.
///
/// Threads: everything from the thread that runs the work; the questions from any.
class JobContext
{
public:
    /// How a lane steers the work; all of it may be left out, as the command line does.
    struct Controls
    {
        std::stop_token now;
        std::stop_token atCheckpoint;
        std::function<void()> published; ///< Told after each frame.
        std::function<void(const Progress &)> reported;
    };

    /// The clock of Frame::took starts here.
    JobContext(Ticket ticket, EventSink sink);
    JobContext(Ticket ticket, EventSink sink, Controls controls);

    Ticket ticket() const noexcept { return m_ticket; }

    /// Cheap; ask between network blocks and between rows, at least every 30 ms of work.
    bool stopRequested() const noexcept { return m_controls.now.stop_requested(); }
    std::stop_token stopToken() const noexcept { return m_controls.now; }

    /// For long work: finish the piece in hand, save, then end. Also true once stopRequested().
    bool stopAtCheckpoint() const noexcept
    {
        return stopRequested() || m_controls.atCheckpoint.stop_requested();
    }

    void publish(Quality quality, ImagePtr image);
    void report(Stage stage, int done, int total);

private:
    Ticket m_ticket;
    EventSink m_sink;
    Controls m_controls;
    std::chrono::steady_clock::time_point m_begun;
};

/// A request bound to whatever serves it. Returns Stopped when it noticed stopRequested().
using Work = std::function<Result<Ending>(JobContext &)>;

/// Runs work and turns whatever it throws into an Error: OutOfMemory for std::bad_alloc, else Internal.
Result<Ending> runGuarded(const Work &work, JobContext &context);

} // namespace imago::jobs
