// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/folder_edit.h"

#include "ui/widgets/icon_button.h"

#include <QDir>
#include <QEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>

namespace imago::ui {

namespace {

constexpr int kLeastWidth = 280;

} // namespace

FolderEdit::FolderEdit(QWidget *parent)
    : QWidget(parent)
    , m_edit(new QLineEdit(this))
    , m_browse(new IconButton(QStringLiteral("document-open-folder"), this))
{
    m_edit->setMinimumWidth(kLeastWidth);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    row->addWidget(m_edit, 1);
    row->addWidget(m_browse);
    setFocusProxy(m_edit);
    connect(m_edit, &QLineEdit::textChanged, this, &FolderEdit::changed);
    connect(m_browse, &QToolButton::clicked, this, &FolderEdit::browse);
    retranslate();
}

QString FolderEdit::folder() const
{
    return QDir::fromNativeSeparators(m_edit->text().trimmed());
}

void FolderEdit::setFolder(const QString &folder)
{
    m_edit->setText(QDir::toNativeSeparators(folder));
}

void FolderEdit::setPurpose(const QString &purpose)
{
    setAccessibleName(purpose);
    m_edit->setAccessibleName(purpose);
}

void FolderEdit::browse()
{
    const QString chosen = QFileDialog::getExistingDirectory(this, accessibleName(), folder());
    if (!chosen.isEmpty())
        setFolder(chosen);
}

void FolderEdit::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void FolderEdit::retranslate()
{
    m_edit->setPlaceholderText(tr("Choose a folder"));
    m_browse->setWords(tr("Choose a folder"));
}

} // namespace imago::ui
