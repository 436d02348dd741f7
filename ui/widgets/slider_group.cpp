// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/slider_group.h"

#include "ui/widgets/icon_button.h"
#include "ui/widgets/labelled_slider.h"

#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <utility>

namespace imago::ui {

namespace {

bool isNeutral(const LabelledSlider &row)
{
    constexpr double kSlack = 1e-4; // values travel as floats
    return std::abs(row.value() - row.spec().neutral) < kSlack;
}

} // namespace

SliderGroup::SliderGroup(QWidget *parent)
    : CollapsibleSection(parent)
    , m_reset(new IconButton(QStringLiteral("edit-reset"), this))
{
    addHeaderWidget(m_reset);
    connect(m_reset, &QToolButton::clicked, this, &SliderGroup::resetRequested);
}

LabelledSlider &SliderGroup::addRow()
{
    auto *row = new LabelledSlider(this);
    connect(row, &LabelledSlider::gestureStarted, this, &SliderGroup::gestureStarted);
    connect(row, &LabelledSlider::gestureEnded, this, &SliderGroup::gestureEnded);
    body().addWidget(row);
    m_rows.push_back(row);
    return *row;
}

void SliderGroup::clearRows()
{
    for (LabelledSlider *row : std::exchange(m_rows, {}))
        row->deleteLater();
}

int SliderGroup::labelWidthHint() const
{
    int width = 0;
    for (const LabelledSlider *row : m_rows)
        width = std::max(width, row->labelWidthHint());
    return width;
}

void SliderGroup::setLabelWidth(int width)
{
    for (LabelledSlider *row : m_rows)
        row->setLabelWidth(width);
}

void SliderGroup::setResetWords(const QString &words)
{
    m_reset->setWords(words);
}

void SliderGroup::showWhetherChanged()
{
    const bool changed =
        !std::ranges::all_of(m_rows, [](const LabelledSlider *row) { return isNeutral(*row); });
    setMarked(changed);
    m_reset->setEnabled(changed);
}

} // namespace imago::ui
