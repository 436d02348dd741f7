// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/local_files.h"

#include <QMimeData>
#include <QUrl>

namespace imago::ui {

QStringList localFiles(const QMimeData &mime)
{
    QStringList files;
    for (const QUrl &url : mime.urls()) {
        if (url.isLocalFile())
            files << url.toLocalFile();
    }
    return files;
}

} // namespace imago::ui
