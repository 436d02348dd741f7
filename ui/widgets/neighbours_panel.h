// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/resting_panel.h"

#include <vector>

class QPushButton;

namespace imago::ui {

class LabelledSlider;
class ThumbnailGrid;
class ThumbnailModel;

/// Nine pictures: what the canvas shows in the middle and eight neighbours of it; how far they stray is a slider's
/// choice, and a click adopts one. What they are is the heir's matter.
class NeighboursPanel : public RestingPanel
{
    Q_OBJECT

public:
    static constexpr int kColumns = 3;
    static constexpr int kCells = kColumns * kColumns;
    static constexpr int kMiddle = kCells / 2;

    LabelledSlider &spreadSlider() const { return *m_spread; }
    ThumbnailGrid &grid() const { return *m_grid; }
    QPushButton &moreButton() const { return *m_more; }

protected:
    explicit NeighboursPanel(QWidget *parent);

    quint64 seed() const { return m_seed; }
    /// The next neighbours are others.
    void takeFreshSeed();
    ThumbnailModel &model() const { return *m_model; }

    struct Words
    {
        QString spread, spreadHelp, more, grid, empty;
    };
    void setWords(const Words &words, double usualSpread);

    /// Never of the middle. Followed by a refresh around it with a fresh seed.
    virtual void adopt(int cell) = 0;

private:
    LabelledSlider *m_spread;
    QPushButton *m_more;
    ThumbnailGrid *m_grid;
    ThumbnailModel *m_model;
    quint64 m_seed = 1;
};

} // namespace imago::ui
