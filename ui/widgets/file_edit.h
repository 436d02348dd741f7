// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/path_edit.h"

namespace imago::ui {

/// A file to type, to choose or to drop, with a button that clears it. What is dropped may be a folder, too.
class FileEdit : public PathEdit
{
    Q_OBJECT

public:
    explicit FileEdit(QWidget *parent = nullptr);

    QString file() const; ///< The whole path with forward slashes; empty where none is chosen.
    void setFile(const QString &file); ///< Emits nothing.
    /// What the file is for, for assistive technology and as the title of the choice; what stands in the empty field;
    /// and the file dialog's filter.
    void setWords(const QString &purpose, const QString &placeholder, const QString &filter);

Q_SIGNALS:
    void chosen(const QString &file); ///< By the user; empty: cleared.

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void browse() override;
    void take(const QString &file);
    void show(const QString &file);
    void retranslate() override;

    QString m_file; ///< That was told last.
    QString m_filter;
};

} // namespace imago::ui
