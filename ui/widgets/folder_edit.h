// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLineEdit;

namespace imago::ui {

class IconButton;

/// A folder to type or to choose.
class FolderEdit : public QWidget
{
    Q_OBJECT

public:
    explicit FolderEdit(QWidget *parent = nullptr);

    QString folder() const; ///< With forward slashes; empty where none is chosen.
    void setFolder(const QString &folder);
    /// What the folder is for, for assistive technology and as the title of the choice.
    void setPurpose(const QString &purpose);

Q_SIGNALS:
    void changed();

protected:
    void changeEvent(QEvent *event) override;

private:
    void browse();
    void retranslate();

    QLineEdit *m_edit;
    IconButton *m_browse;
};

} // namespace imago::ui
