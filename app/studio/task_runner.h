// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/jobs/task_queue.h"
#include "ui/preview/preview_bridge.h"

#include <QObject>
#include <QString>

#include <functional>
#include <map>

namespace imago::app {

/// Runs reading, exporting and encoding in the background, one after another, and tells the GUI thread.
///
/// Guarantees: `done` is called exactly once for each task, on the GUI thread, never from inside start();
/// after the destructor returns nothing runs. Threads: the GUI thread.
class TaskRunner : public QObject
{
    Q_OBJECT

public:
    struct Reactions
    {
        std::function<void(const Result<jobs::Ending> &)> done;
        std::function<void(const jobs::Progress &)> progress; ///< May be empty.
        std::function<void(const jobs::Frame &)> frame;       ///< May be empty.
    };

    explicit TaskRunner(QObject *parent = nullptr);

    /// `title` is shown while it runs; an empty one runs unseen.
    jobs::Ticket start(const QString &title, jobs::Work work, Reactions reactions);
    /// One piece of work that is not stopped half-way; `done` as a reaction's.
    jobs::Ticket run(const QString &title, std::function<Status()> work, std::function<void(const Status &)> done);
    void stop(jobs::Ticket ticket);

    /// The task that is shown: the oldest with a title.
    jobs::Ticket shownTask() const;

Q_SIGNALS:
    void progressShown(const QString &title, int done, int total);
    void nothingShown();

private:
    struct Task
    {
        QString title;
        Reactions reactions;
        int done = 0;
        int total = 0;
    };

    void takeProgress(const jobs::Progress &progress);
    void takeEnding(const jobs::Finished &finished);
    void showOldest();

    ui::PreviewBridge m_bridge;
    std::map<jobs::Ticket, Task> m_tasks;
    jobs::TaskQueue m_queue; // last member: joins before the bridge goes
};

} // namespace imago::app
