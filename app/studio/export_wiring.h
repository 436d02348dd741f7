// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/studio/task_runner.h"
#include "ui/widgets/export_base.h"

#include <atomic>
#include <functional>
#include <memory>

namespace imago::app {

/// What an export is, beside its dialog.
struct ExportJob
{
    QString title; ///< In the status bar.
    jobs::Work work;
    std::shared_ptr<std::atomic<int>> written; ///< Files, counted by the work.
    /// What stands over the dialog's progress bar; may be empty.
    std::function<QString(const jobs::Progress &)> words;
    /// Told after the dialog, or in its place where it is closed.
    std::function<void(const Result<jobs::Ending> &, bool dialogKnows)> ended;
};

/// Starts what the dialog asked for; the dialog shows how far it is and what came of it, and stops it.
void startExport(ui::ExportBase &dialog, TaskRunner &tasks, ExportJob job);

} // namespace imago::app
