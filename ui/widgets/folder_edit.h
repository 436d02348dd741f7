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

    /// With forward slashes, from the root: "~" and names that do not begin there are in the user's home. Empty where
    /// none is chosen.
    QString folder() const;
    void setFolder(const QString &folder);

Q_SIGNALS:
    void changed();

private:
    void browse() override;
    void retranslate() override;
};

} // namespace imago::ui
