// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"

#include <QString>

#include <vector>

namespace imago::app {

// What the user deletes of the studio's own folders lies in `.trash` beside it for a while, named by the time when it
// went there and by its own name. All of these touch the disk: call them off the GUI thread.

/// Moves a folder or file into the trash beside it; returns where it is now. Errors: FileUnwritable.
Result<QString> moveToTrash(const QString &path);

/// Moves it back to `path`; nothing to do where it is back already. Errors: FileUnwritable, also where something else is
/// there by now.
Status restoreFromTrash(const QString &trashed, const QString &path);

struct Trashed
{
    QString path;     ///< In the trash.
    QString original; ///< Where it was.
};

/// What lies in the trash of `folder`, the newest first.
std::vector<Trashed> inTrash(const QString &folder);

/// Deletes for good. Errors: FileUnwritable.
Status deleteForGood(const QString &trashed);

/// Deletes for good what has lain in the trash of `folder` for so many days.
void emptyTrash(const QString &folder, int days);

} // namespace imago::app
