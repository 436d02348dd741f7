// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/jobs/job_context.h"

#include <optional>

namespace imago::jobs {

/// The policy of the interactive lane as a plain state machine: one running, one waiting, the newest wins.
///
/// The first frame of running work is protected: newer work asks it to stop only from that frame on, so that
/// drafts keep coming while the user drags. Threads: none of its own and not thread-safe.
class LatestWins
{
public:
    struct Job
    {
        Ticket ticket;
        Work work;
    };

    struct Submitted
    {
        Ticket ticket;
        std::optional<Job>
            overtaken;            ///< Ends as Superseded without having run; let go of it outside the lock.
        bool stopRunning = false; ///< The running work has had its frame: ask it to stop now.
    };

    Submitted submit(Work work);

    bool hasWaiting() const noexcept { return m_waiting.has_value(); }
    bool isRunning() const noexcept { return m_running.has_value(); }

    /// Moves waiting to running. Requires: nothing runs.
    std::optional<Job> takeNext();

    /// The running work published a frame. True: newer work waits, ask the running one to stop now.
    bool frameShown() noexcept;

    /// The running work ended. Turns its Stopped into Superseded where that was the cause.
    Finished finish(Result<Ending> result);

    /// Forgets what waits and returns it: it ends as Stopped. The running work, which the caller asks to
    /// stop, ends by itself, as Stopped even if it had been superseded before.
    std::optional<Job> stopAll();

private:
    struct Running
    {
        Ticket ticket;
        bool frameShown = false;
        bool superseded = false;
        bool stopped = false;
    };

    std::optional<Running> m_running;
    std::optional<Job> m_waiting;
};

} // namespace imago::jobs
