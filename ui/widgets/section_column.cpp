// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/section_column.h"

#include <QVBoxLayout>

namespace imago::ui {

SectionColumn::SectionColumn(std::initializer_list<QWidget *> sections, QWidget *parent)
    : QScrollArea(parent)
{
    auto *content = new QWidget(this);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 6, 8);
    column->setSpacing(6);
    for (QWidget *section : sections)
        column->addWidget(section);
    column->addStretch();
    setWidget(content);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
}

} // namespace imago::ui
