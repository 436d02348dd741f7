// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/task_runner.h"

#include <algorithm>
#include <utility>

namespace imago::app {

TaskRunner::TaskRunner(QObject *parent)
    : QObject(parent)
    , m_queue(m_bridge.sink())
{
    connect(&m_bridge, &ui::PreviewBridge::progressed, this, &TaskRunner::takeProgress);
    connect(&m_bridge, &ui::PreviewBridge::finished, this, &TaskRunner::takeEnding);
    connect(&m_bridge, &ui::PreviewBridge::frameReady, this, [this](const jobs::Frame &frame) {
        const auto task = m_tasks.find(frame.ticket);
        if (task != m_tasks.end() && task->second.reactions.frame)
            task->second.reactions.frame(frame);
    });
}

jobs::Ticket TaskRunner::start(const QString &title, jobs::Work work, Reactions reactions)
{
    const jobs::Ticket ticket = m_queue.add(title.toStdString(), std::move(work));
    m_tasks[ticket] = {title, std::move(reactions)};
    showOldest();
    return ticket;
}

jobs::Ticket TaskRunner::run(const QString &title, std::function<Status()> work,
                             std::function<void(const Status &)> done)
{
    Reactions reactions;
    reactions.done = [done = std::move(done)](const Result<jobs::Ending> &ending) {
        done(ending ? Status() : tl::unexpected(ending.error()));
    };
    return start(
        title,
        [work = std::move(work)](jobs::JobContext &) -> Result<jobs::Ending> {
            return work().map([] { return jobs::Ending::Completed; });
        },
        std::move(reactions));
}

void TaskRunner::stop(jobs::Ticket ticket)
{
    m_queue.stop(ticket, jobs::StopMode::Now);
}

jobs::Ticket TaskRunner::shownTask() const
{
    const auto shown =
        std::ranges::find_if(m_tasks, [](const auto &task) { return !task.second.title.isEmpty(); });
    return shown == m_tasks.end() ? jobs::Ticket() : shown->first;
}

void TaskRunner::takeProgress(const jobs::Progress &progress)
{
    const auto task = m_tasks.find(progress.ticket);
    if (task == m_tasks.end())
        return;
    task->second.done = progress.done;
    task->second.total = progress.total;
    if (task->second.reactions.progress)
        task->second.reactions.progress(progress);
    if (progress.ticket == shownTask())
        showOldest();
}

void TaskRunner::takeEnding(const jobs::Finished &finished)
{
    const auto task = m_tasks.find(finished.ticket);
    if (task == m_tasks.end())
        return;
    const Reactions reactions = std::move(task->second.reactions);
    m_tasks.erase(task);
    showOldest();
    if (reactions.done)
        reactions.done(finished.result);
}

void TaskRunner::showOldest()
{
    const auto shown = m_tasks.find(shownTask());
    if (shown == m_tasks.end())
        Q_EMIT nothingShown();
    else
        Q_EMIT progressShown(shown->second.title, shown->second.done, shown->second.total);
}

} // namespace imago::app
