// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/longer_side_edit.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>

#include <algorithm>

namespace imago::ui {

LongerSideEdit::LongerSideEdit(std::span<const int> suggestions, int most, QWidget *parent)
    : QWidget(parent)
    , m_most(most)
    , m_side(new QComboBox(this))
    , m_result(new QLabel(this))
{
    m_side->setEditable(true);
    m_side->addItem(QString());
    for (const int side : suggestions)
        m_side->addItem(QString::number(side));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_side);
    row->addWidget(m_result, 1);
    connect(m_side, &QComboBox::currentTextChanged, this, &LongerSideEdit::changed);
}

std::optional<int> LongerSideEdit::value() const
{
    bool isNumber = false;
    const int side = m_side->currentText().toInt(&isNumber);
    return isNumber ? std::optional(std::clamp(side, kLeast, m_most)) : std::nullopt;
}

void LongerSideEdit::setValue(std::optional<int> side)
{
    if (side)
        m_side->setCurrentText(QString::number(*side));
    else
        m_side->setCurrentIndex(0);
}

void LongerSideEdit::setWords(const QString &asSource, const QString &toolTip, const QString &accessibleName)
{
    m_side->setItemText(0, asSource);
    m_side->setToolTip(toolTip);
    m_side->setAccessibleName(accessibleName);
}

void LongerSideEdit::setResult(const QString &text)
{
    m_result->setText(text);
}

} // namespace imago::ui
