// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>

#include <initializer_list>

namespace imago::ui {

/// The scrolling middle of a side panel: sections one below the other, as wide as the panel.
class SectionColumn : public QScrollArea
{
    Q_OBJECT

public:
    SectionColumn(std::initializer_list<QWidget *> sections, QWidget *parent);
};

} // namespace imago::ui
