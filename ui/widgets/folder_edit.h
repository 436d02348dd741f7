// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/path_edit.h"

namespace imago::ui {

/// A folder to type or to choose.
class FolderEdit : public PathEdit
{
    Q_OBJECT

public:
    explicit FolderEdit(QWidget *parent = nullptr);

    QString folder() const { return path(); } ///< With forward slashes; empty where none is chosen.
    void setFolder(const QString &folder);

Q_SIGNALS:
    void changed();

private:
    void browse() override;
    void retranslate() override;
};

} // namespace imago::ui
