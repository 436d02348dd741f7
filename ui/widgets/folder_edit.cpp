// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/folder_edit.h"

#include "ui/widgets/icon_button.h"

#include <QDir>
#include <QFileDialog>
#include <QLineEdit>

namespace imago::ui {

namespace {

constexpr int kLeastWidth = 280;

} // namespace

FolderEdit::FolderEdit(QWidget *parent)
    : PathEdit(QStringLiteral("document-open-folder"), parent)
{
    field().setMinimumWidth(kLeastWidth);
    connect(&field(), &QLineEdit::textChanged, this, &FolderEdit::changed);
    retranslate();
}

QString FolderEdit::folder() const
{
    QString typed = path();
    if (typed == QStringLiteral("~") || typed.startsWith(QStringLiteral("~/")))
        typed.replace(0, 1, QDir::homePath());
    return typed.isEmpty() ? typed : QDir::cleanPath(QDir::home().absoluteFilePath(typed));
}

void FolderEdit::setFolder(const QString &folder)
{
    field().setText(QDir::toNativeSeparators(folder));
}

void FolderEdit::browse()
{
    const QString chosen = QFileDialog::getExistingDirectory(this, accessibleName(), folder());
    if (!chosen.isEmpty())
        setFolder(chosen);
}

void FolderEdit::retranslate()
{
    field().setPlaceholderText(tr("Choose a folder"));
    button().setWords(tr("Choose a folder"));
}

} // namespace imago::ui
