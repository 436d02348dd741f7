// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/export_wiring.h"

#include <QPointer>

#include <utility>

namespace imago::app {

void startExport(ui::ExportBase &dialog, TaskRunner &tasks, ExportJob job)
{
    const QPointer<ui::ExportBase> shown(&dialog);
    TaskRunner::Reactions reactions;
    reactions.progress = [shown, words = std::move(job.words)](const jobs::Progress &progress) {
        if (shown != nullptr)
            shown->showProgress(progress.done, progress.total, words ? words(progress) : QString());
    };
    reactions.done = [shown, written = job.written,
                      ended = std::move(job.ended)](const Result<jobs::Ending> &ending) {
        if (shown != nullptr) {
            if (!ending)
                shown->showError(ending.error());
            else if (*ending == jobs::Ending::Completed)
                shown->showDone(*written);
            else
                shown->showStopped(*written);
        }
        if (ended)
            ended(ending, shown != nullptr && shown->isVisible());
    };
    const jobs::Ticket ticket = tasks.start(job.title, std::move(job.work), std::move(reactions));
    QObject::connect(&dialog, &ui::ExportBase::stopRequested, &tasks, [&tasks, ticket] { tasks.stop(ticket); });
}

} // namespace imago::app
