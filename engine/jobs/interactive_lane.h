// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/jobs/latest_wins.h"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace imago::jobs {

/// Runs the newest work and forgets what it overtook.
///
/// Guarantees:
///  * submit() never waits for rendering;
///  * every ticket gets exactly one Finished, and no event after it;
///  * drafts keep coming while the user drags: newer work stops running work only after that one has
///  published
///    its first frame;
///  * after the destructor returns, the sink is never called again.
///
/// Threads: submit() and stop() from any thread, also from within the sink. Work runs on the lane's own
/// thread.
class InteractiveLane
{
public:
    explicit InteractiveLane(EventSink sink);
    /// Stops what runs and waits, and joins. Call it from another thread than the lane's own.
    ~InteractiveLane();
    InteractiveLane(const InteractiveLane &) = delete;
    InteractiveLane &operator=(const InteractiveLane &) = delete;

    Ticket submit(Work work);

    /// Ends running and waiting work; the lane stays usable.
    void stop();

    /// Asks the running work to finish the piece in hand and end (JobContext::stopAtCheckpoint).
    void stopAtCheckpoint();

private:
    void run(const std::stop_token &quit);
    void framePublished();

    EventSink m_sink;
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    LatestWins m_state;             // guarded by m_mutex
    std::stop_source m_runningStop; // guarded by m_mutex; triggered outside it, because it runs callbacks
    std::stop_source m_runningCheckpoint; // the same
    std::jthread m_thread;          // last member: joins before the rest goes
};

} // namespace imago::jobs
