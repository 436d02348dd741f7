// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/file_edit.h"

#include "ui/widgets/icon_button.h"
#include "ui/widgets/local_files.h"

#include <QDir>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QLineEdit>
#include <QMimeData>
#include <QSignalBlocker>

namespace imago::ui {

FileEdit::FileEdit(QWidget *parent)
    : PathEdit(QStringLiteral("document-open"), parent)
{
    setAcceptDrops(true);
    field().setAcceptDrops(false); // it would take a file's address as text
    field().setClearButtonEnabled(true);
    connect(&field(), &QLineEdit::editingFinished, this, [this] { take(file()); });
    connect(&field(), &QLineEdit::textChanged, this, [this](const QString &text) {
        if (text.isEmpty())
            take({});
    });
    retranslate();
}

QString FileEdit::file() const
{
    const QString typed = path();
    return typed.isEmpty() ? typed : QFileInfo(typed).absoluteFilePath();
}

void FileEdit::setFile(const QString &file)
{
    if (file != m_file) // what is being typed stays while nothing else was chosen
        show(file);
}

void FileEdit::show(const QString &file)
{
    const QSignalBlocker quiet(&field());
    m_file = file;
    field().setText(QDir::toNativeSeparators(file));
    field().setToolTip(field().text());
}

void FileEdit::setWords(const QString &purpose, const QString &placeholder, const QString &filter)
{
    setPurpose(purpose);
    field().setPlaceholderText(placeholder);
    m_filter = filter;
}

void FileEdit::take(const QString &file)
{
    const bool isNew = file != m_file;
    show(file);
    if (isNew)
        Q_EMIT chosen(file);
}

void FileEdit::browse()
{
    const QString file = QFileDialog::getOpenFileName(this, accessibleName(), this->file(), m_filter);
    if (!file.isEmpty())
        take(file);
}

void FileEdit::dragEnterEvent(QDragEnterEvent *event)
{
    if (!localFiles(*event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void FileEdit::dropEvent(QDropEvent *event)
{
    event->acceptProposedAction();
    take(localFiles(*event->mimeData()).value(0));
}

void FileEdit::retranslate()
{
    button().setWords(tr("Choose a file"));
}

} // namespace imago::ui
