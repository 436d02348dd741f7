// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/file_edit.h"

#include "ui/widgets/icon_button.h"

#include <QDir>
#include <QDragEnterEvent>
#include <QEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMimeData>
#include <QSignalBlocker>
#include <QUrl>

namespace imago::ui {

namespace {

QString firstLocalFile(const QMimeData &mime)
{
    for (const QUrl &url : mime.urls()) {
        if (url.isLocalFile())
            return url.toLocalFile();
    }
    return {};
}

} // namespace

FileEdit::FileEdit(QWidget *parent)
    : QWidget(parent)
    , m_edit(new QLineEdit(this))
    , m_browse(new IconButton(QStringLiteral("document-open"), this))
{
    setAcceptDrops(true);
    m_edit->setAcceptDrops(false); // it would take a file's address as text
    m_edit->setClearButtonEnabled(true);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    row->addWidget(m_edit, 1);
    row->addWidget(m_browse);
    setFocusProxy(m_edit);
    connect(m_edit, &QLineEdit::editingFinished, this, [this] { take(file()); });
    connect(m_edit, &QLineEdit::textChanged, this, [this](const QString &text) {
        if (text.isEmpty())
            take({});
    });
    connect(m_browse, &QToolButton::clicked, this, &FileEdit::browse);
    retranslate();
}

QString FileEdit::file() const
{
    const QString text = m_edit->text().trimmed();
    return text.isEmpty() ? text : QFileInfo(QDir::fromNativeSeparators(text)).absoluteFilePath();
}

void FileEdit::setFile(const QString &file)
{
    if (file != m_file) // what is being typed stays while nothing else was chosen
        show(file);
}

void FileEdit::show(const QString &file)
{
    const QSignalBlocker quiet(m_edit);
    m_file = file;
    m_edit->setText(QDir::toNativeSeparators(file));
    m_edit->setToolTip(m_edit->text());
}

void FileEdit::setWords(const QString &purpose, const QString &placeholder, const QString &filter)
{
    setAccessibleName(purpose);
    m_edit->setAccessibleName(purpose);
    m_edit->setPlaceholderText(placeholder);
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
    if (!firstLocalFile(*event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void FileEdit::dropEvent(QDropEvent *event)
{
    event->acceptProposedAction();
    take(firstLocalFile(*event->mimeData()));
}

void FileEdit::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void FileEdit::retranslate()
{
    m_browse->setWords(tr("Choose a file"));
}

} // namespace imago::ui
