// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/path_edit.h"

#include "ui/widgets/icon_button.h"

#include <QDir>
#include <QEvent>
#include <QHBoxLayout>
#include <QLineEdit>

namespace imago::ui {

PathEdit::PathEdit(const QString &iconName, QWidget *parent)
    : QWidget(parent)
    , m_field(new QLineEdit(this))
    , m_button(new IconButton(iconName, this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    row->addWidget(m_field, 1);
    row->addWidget(m_button);
    setFocusProxy(m_field);
    connect(m_button, &QToolButton::clicked, this, [this] { browse(); });
}

void PathEdit::setPurpose(const QString &purpose)
{
    setAccessibleName(purpose);
    m_field->setAccessibleName(purpose);
}

QString PathEdit::path() const
{
    return QDir::fromNativeSeparators(m_field->text().trimmed());
}

void PathEdit::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace imago::ui
