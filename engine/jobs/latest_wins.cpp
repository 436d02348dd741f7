// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/jobs/latest_wins.h"

#include <utility>

namespace imago::jobs {

LatestWins::Submitted LatestWins::submit(Work work)
{
    Submitted submitted;
    submitted.ticket = nextTicket();
    submitted.overtaken = std::exchange(m_waiting, Job{submitted.ticket, std::move(work)});
    if (m_running && m_running->frameShown) {
        m_running->superseded = true;
        submitted.stopRunning = true;
    }
    return submitted;
}

std::optional<LatestWins::Job> LatestWins::takeNext()
{
    std::optional<Job> job = std::exchange(m_waiting, std::nullopt);
    if (job)
        m_running = Running{job->ticket};
    return job;
}

bool LatestWins::frameShown() noexcept
{
    if (!m_running)
        return false;
    m_running->frameShown = true;
    if (m_waiting)
        m_running->superseded = true;
    return m_waiting.has_value();
}

Finished LatestWins::finish(Result<Ending> result)
{
    const Running running = std::exchange(m_running, std::nullopt).value_or(Running{});
    if (result && *result == Ending::Stopped && running.superseded && !running.stopped)
        result = Ending::Superseded;
    return {running.ticket, std::move(result)};
}

std::optional<LatestWins::Job> LatestWins::stopAll()
{
    if (m_running)
        m_running->stopped = true;
    return std::exchange(m_waiting, std::nullopt);
}

} // namespace imago::jobs
