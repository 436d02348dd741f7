// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/jobs/task_queue.h"

#include <algorithm>
#include <utility>

namespace imago::jobs {

TaskQueue::TaskQueue(EventSink sink)
    : m_sink(std::move(sink))
    , m_thread([this](const std::stop_token &quit) { run(quit); })
{
}

TaskQueue::~TaskQueue()
{
    m_thread.request_stop();
    std::stop_source running(std::nostopstate);
    {
        const std::scoped_lock lock(m_mutex);
        if (m_running)
            running = m_running->now;
    }
    running.request_stop();
    stopWaiting();
    m_thread.join();
}

Ticket TaskQueue::add(std::string title, Work work)
{
    Task task;
    task.info.title = std::move(title);
    task.work = std::move(work);
    Ticket ticket;
    {
        const std::scoped_lock lock(m_mutex);
        ticket = nextTicket();
        task.info.ticket = ticket;
        task.info.progress.ticket = ticket;
        m_waiting.push_back(std::move(task));
    }
    m_wake.notify_one();
    return ticket;
}

void TaskQueue::stop(Ticket ticket, StopMode mode)
{
    std::stop_source running(std::nostopstate);
    std::optional<Task> waiting;
    {
        const std::scoped_lock lock(m_mutex);
        if (m_running && m_running->info.ticket == ticket) {
            m_running->info.state = TaskState::Stopping;
            running = mode == StopMode::Now ? m_running->now : m_running->atCheckpoint;
        } else if (const auto found = std::ranges::find(m_waiting, ticket,
                                                        [](const Task &task) { return task.info.ticket; });
                   found != m_waiting.end()) {
            waiting = std::move(*found);
            m_waiting.erase(found);
        }
    }
    running.request_stop(); // outside the lock: it runs callbacks
    if (waiting)
        m_sink(Finished{ticket, Ending::Stopped});
}

std::vector<TaskInfo> TaskQueue::snapshot() const
{
    const std::scoped_lock lock(m_mutex);
    std::vector<TaskInfo> tasks;
    if (m_running)
        tasks.push_back(m_running->info);
    for (const Task &task : m_waiting)
        tasks.push_back(task.info);
    return tasks;
}

void TaskQueue::run(const std::stop_token &quit)
{
    while (true) {
        Ticket ticket;
        Work work;
        JobContext::Controls controls;
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, quit, [this] { return !m_waiting.empty(); });
            if (quit.stop_requested())
                break;
            m_running = std::move(m_waiting.front());
            m_waiting.pop_front();
            m_running->info.state = TaskState::Running;
            ticket = m_running->info.ticket;
            work = std::move(m_running->work);
            controls.now = m_running->now.get_token();
            controls.atCheckpoint = m_running->atCheckpoint.get_token();
        }
        controls.reported = [this](const Progress &progress) {
            const std::scoped_lock lock(m_mutex);
            m_running->info.progress = progress;
        };

        JobContext context(ticket, m_sink, std::move(controls));
        Result<Ending> result = runGuarded(work, context);
        work = nullptr; // what it holds goes before its ending is told
        {
            const std::scoped_lock lock(m_mutex);
            m_running.reset();
        }
        m_sink(Finished{ticket, std::move(result)});
    }
    stopWaiting(); // what the sink added while the queue was quitting
}

void TaskQueue::stopWaiting()
{
    while (true) {
        std::optional<Task> task;
        {
            const std::scoped_lock lock(m_mutex);
            if (m_waiting.empty())
                return;
            task = std::move(m_waiting.front());
            m_waiting.pop_front();
        }
        m_sink(Finished{task->info.ticket, Ending::Stopped});
    }
}

} // namespace imago::jobs
