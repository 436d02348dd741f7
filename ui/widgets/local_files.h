// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

class QMimeData;

namespace imago::ui {

/// The paths of the files and folders that are dropped or lie on the clipboard; links to elsewhere are left out.
QStringList localFiles(const QMimeData &mime);

} // namespace imago::ui
