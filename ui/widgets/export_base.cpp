// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/export_base.h"

#include "ui/text/error_text.h"

#include <QDir>
#include <QEvent>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

namespace imago::ui {

ExportBase::ExportBase(QWidget *parent)
    : QDialog(parent)
    , m_form(new QFormLayout)
    , m_progress(new QProgressBar(this))
    , m_message(new QLabel(this))
    , m_export(new QPushButton(this))
    , m_close(new QPushButton(this))
{
    m_form->setHorizontalSpacing(12);
    m_form->setVerticalSpacing(8);
    m_form->setLabelAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_progress->setTextVisible(false);
    m_progress->hide();
    m_message->setWordWrap(true);
    m_message->hide();
    m_export->setDefault(true);
    m_export->setEnabled(false);
    m_close->setAutoDefault(false);

    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_progress, 1);
    buttons->addWidget(m_message, 1);
    buttons->addStretch();
    buttons->addWidget(m_close);
    buttons->addWidget(m_export);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 12);
    column->setSpacing(14);
    column->addLayout(m_form);
    column->addLayout(buttons);
    connect(m_export, &QPushButton::clicked, this, [this] { start(); });
    connect(m_close, &QPushButton::clicked, this, &ExportBase::reject);
}

void ExportBase::addRow(QWidget *field)
{
    m_form->addRow(new QLabel(this), field);
}

void ExportBase::nameRows(const RowNames &names)
{
    for (const auto &[field, words] : names) {
        if (auto *label = qobject_cast<QLabel *>(m_form->labelForField(field)))
            label->setText(words);
        field->setAccessibleName(words);
    }
}

void ExportBase::setComplete(bool complete)
{
    m_complete = complete;
    if (!m_working)
        m_message->hide(); // of an export that was another one
    m_export->setEnabled(!m_working && complete);
    adjustSize();
}

void ExportBase::setWorking(bool working)
{
    m_working = working;
    for (QObject *child : children()) {
        auto *widget = qobject_cast<QWidget *>(child);
        const bool stays = !widget || widget == m_progress || widget == m_message || widget == m_close;
        if (!stays && widget != m_export)
            widget->setEnabled(!working);
    }
    m_progress->setVisible(working);
    m_message->setVisible(false);
    m_close->setText(working ? tr("Stop") : tr("Close"));
    m_close->setAccessibleName(m_close->text());
    refresh();
}

void ExportBase::showProgress(int done, int total)
{
    if (!m_working)
        setWorking(true);
    m_progress->setRange(0, total);
    m_progress->setValue(done);
}

void ExportBase::showProgress(int done, int total, const QString &words)
{
    showProgress(done, total);
    m_message->setText(words);
    m_message->setToolTip({});
    m_message->setVisible(!words.isEmpty());
}

void ExportBase::say(const QString &message, const QString &details)
{
    setWorking(false);
    m_message->setText(message);
    m_message->setToolTip(details);
    m_message->show();
    adjustSize();
}

void ExportBase::showDone(int files)
{
    say(doneText(files));
}

void ExportBase::showStopped(int files)
{
    say(stoppedText(files));
}

void ExportBase::showError(const Error &error)
{
    say(sentence(error), details(error));
}

QString ExportBase::doneText(int files) const
{
    return tr("Pictures saved in %1: %2.").arg(QDir::toNativeSeparators(folder()), QString::number(files));
}

QString ExportBase::stoppedText(int files) const
{
    return tr("Stopped. Pictures saved before that: %1.").arg(files);
}

QString ExportBase::message() const
{
    return m_message->isHidden() ? QString() : m_message->text();
}

void ExportBase::reject()
{
    if (m_working)
        Q_EMIT stopRequested();
    else
        QDialog::reject();
}

void ExportBase::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        refresh();
    }
    QDialog::changeEvent(event);
}

void ExportBase::retranslate()
{
    setWindowTitle(tr("Export"));
    m_progress->setAccessibleName(tr("Progress"));
    m_export->setText(tr("Export"));
    m_export->setAccessibleName(tr("Export"));
    m_close->setText(m_working ? tr("Stop") : tr("Close"));
    m_close->setAccessibleName(m_close->text());
}

} // namespace imago::ui
