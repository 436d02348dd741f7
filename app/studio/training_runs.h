// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "ui/train/run_entry.h"

#include <QString>

#include <vector>

namespace imago::app {

// The trainings' folder: one folder a training, named by the time when it was ordered. Beside what the trainer keeps
// (docs/formats.md) lies order.json; a file "queued" while it waits; launch.lock, which the started process holds from
// its first moment to its last; and output.txt, what it said.
// All of these touch the disk: call them off the GUI thread, launchTraining() apart.

/// Those of the folder, the newest first, after those of `opened`, which lie elsewhere; what is no training is passed
/// over.
std::vector<ui::RunEntry> readTrainings(const QString &folder, const QStringList &opened = {});
/// A folder that imago train has made: one look at two names, quick enough for the GUI thread.
bool isTrainingFolder(const QString &folder);
/// The package that is meant by a training's folder or by a package's manifest.json; anything else stays what it is.
QString packageAt(const QString &path);
ui::RunEntry readTraining(const QString &run);

/// A new training that waits; returns its folder. Errors: FileUnwritable, DiskFull.
Result<QString> queueTraining(const QString &folder, const ui::TrainingOrder &order);
/// One that stopped waits to go on. Errors: as above.
Status queueAgain(const QString &run);
/// One that waits does so no longer; one that never began goes away.
void takeOutOfQueue(const QString &run);

/// The one whose turn it is; empty while one is alive or none waits.
QString nextInQueue(const std::vector<ui::RunEntry> &entries);

/// Starts `program` (imago) for a training, with low priority and in a session of its own: it outlives the window.
/// Errors: FileMissing where there is no such program, BadInput where nobody knows the order, FileUnwritable.
Status launchTraining(const QString &program, const ui::RunEntry &entry);

/// Asks a training's process to save a checkpoint and end; one that has not begun ends without. Errors: as
/// train::stopRun.
Status stopTraining(const QString &run);

/// `imago` beside this program; empty where it is not there.
QString trainerProgram();

} // namespace imago::app
