// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/jobs/job_context.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace imago::jobs {

enum class StopMode {
    Now,
    AtCheckpoint ///< The task finishes the piece in hand and saves first.
};

enum class TaskState { Waiting, Running, Stopping };

struct TaskInfo
{
    Ticket ticket;
    std::string title;
    TaskState state = TaskState::Waiting;
    Progress progress;
};

/// Runs training, exports and imports one after another on a thread of its own, first come, first served.
///
/// Guarantees: add() never waits for a task; every ticket gets exactly one Finished and no event after it; a
/// task that fails or throws leaves the next one alone; after the destructor returns, the sink is never
/// called again.
///
/// Threads: add(), stop() and snapshot() from any thread, also from within the sink.
class TaskQueue
{
public:
    explicit TaskQueue(EventSink sink);
    /// Stops every task now, and joins. Call it from another thread than the queue's own.
    ~TaskQueue();
    TaskQueue(const TaskQueue &) = delete;
    TaskQueue &operator=(const TaskQueue &) = delete;

    Ticket add(std::string title, Work work);

    /// A waiting task ends as Stopped at once; a finished or unknown one is left in peace.
    void stop(Ticket ticket, StopMode mode);

    /// What runs and what waits, in the order of their turns.
    std::vector<TaskInfo> snapshot() const;

private:
    struct Task
    {
        TaskInfo info;
        Work work;
        std::stop_source now;
        std::stop_source atCheckpoint;
    };

    void run(const std::stop_token &quit);
    void stopWaiting();

    EventSink m_sink;
    mutable std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::deque<Task> m_waiting;    // guarded by m_mutex
    std::optional<Task> m_running; // guarded by m_mutex; its work is elsewhere, with the thread
    std::jthread m_thread;         // last member: joins before the rest goes
};

} // namespace imago::jobs
