// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/collapsible_section.h"

#include <vector>

namespace imago::ui {

class IconButton;
class LabelledSlider;

/// A foldable group of slider rows whose names share one column. Its header says whether a row differs from neutral,
/// and resets them all.
class SliderGroup : public CollapsibleSection
{
    Q_OBJECT

public:
    explicit SliderGroup(QWidget *parent = nullptr);

    const std::vector<LabelledSlider *> &rows() const { return m_rows; }
    LabelledSlider &addRow();
    void clearRows();

    /// As wide as the widest name.
    int labelWidthHint() const;
    void setLabelWidth(int width);

    void setResetWords(const QString &words);
    /// Call it after the rows' values have changed.
    void showWhetherChanged();

Q_SIGNALS:
    void gestureStarted(); ///< A hand begins to move one of the rows.
    void gestureEnded();
    void resetRequested(); ///< All rows neutral, as one undo step.

private:
    std::vector<LabelledSlider *> m_rows;
    IconButton *m_reset;
};

} // namespace imago::ui
