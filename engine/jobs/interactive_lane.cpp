// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/jobs/interactive_lane.h"

#include <utility>

namespace imago::jobs {

InteractiveLane::InteractiveLane(EventSink sink)
    : m_sink(std::move(sink))
    , m_thread([this](const std::stop_token &quit) { run(quit); })
{
}

InteractiveLane::~InteractiveLane()
{
    // In this order: from here on the thread takes no new work, and what it has taken is known to stop().
    m_thread.request_stop();
    stop();
    m_thread.join();
}

Ticket InteractiveLane::submit(Work work)
{
    std::stop_source running(std::nostopstate);
    LatestWins::Submitted submitted;
    {
        const std::scoped_lock lock(m_mutex);
        submitted = m_state.submit(std::move(work));
        if (submitted.stopRunning)
            running = m_runningStop;
    }
    m_wake.notify_one();
    running.request_stop();
    if (submitted.overtaken)
        m_sink(Finished{submitted.overtaken->ticket, Ending::Superseded});
    return submitted.ticket;
}

void InteractiveLane::stop()
{
    std::stop_source running(std::nostopstate);
    std::optional<LatestWins::Job> waiting;
    {
        const std::scoped_lock lock(m_mutex);
        waiting = m_state.stopAll();
        if (m_state.isRunning())
            running = m_runningStop;
    }
    running.request_stop();
    if (waiting)
        m_sink(Finished{waiting->ticket, Ending::Stopped});
}

void InteractiveLane::stopAtCheckpoint()
{
    std::stop_source running(std::nostopstate);
    {
        const std::scoped_lock lock(m_mutex);
        if (m_state.isRunning())
            running = m_runningCheckpoint;
    }
    running.request_stop();
}

void InteractiveLane::framePublished()
{
    std::stop_source running(std::nostopstate);
    {
        const std::scoped_lock lock(m_mutex);
        if (m_state.frameShown())
            running = m_runningStop;
    }
    running.request_stop();
}

void InteractiveLane::run(const std::stop_token &quit)
{
    while (true) {
        LatestWins::Job job;
        std::stop_token now;
        std::stop_token atCheckpoint;
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, quit, [this] { return m_state.hasWaiting(); });
            if (quit.stop_requested())
                break;
            job = *m_state.takeNext();
            m_runningStop = std::stop_source();
            now = m_runningStop.get_token();
            m_runningCheckpoint = std::stop_source();
            atCheckpoint = m_runningCheckpoint.get_token();
        }

        JobContext context(job.ticket, m_sink, {now, atCheckpoint, [this] { framePublished(); }, {}});
        Result<Ending> result = runGuarded(job.work, context);
        job.work = nullptr; // what it holds goes before its ending is told

        std::unique_lock lock(m_mutex);
        Finished finished = m_state.finish(std::move(result));
        lock.unlock();
        m_sink(std::move(finished)); // never with the lock held
    }
    stop(); // what the sink submitted while the lane was quitting
}

} // namespace imago::jobs
