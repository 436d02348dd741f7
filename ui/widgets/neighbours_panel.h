// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

#include <vector>

class QPushButton;

namespace imago::ui {

class LabelledSlider;
class ThumbnailGrid;
class ThumbnailModel;
struct Thumbnail;

/// Nine pictures: what the canvas shows in the middle and eight neighbours of it; how far they stray is a slider's
/// choice, and a click adopts one. What they are is the heir's matter.
///
/// New neighbours come only while the panel is seen, and when no hand has moved anything for a moment.
class NeighboursPanel : public QWidget
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

    /// Something around which the neighbours lie has changed.
    void changed() { m_rest.start(); }
    quint64 seed() const { return m_seed; }
    /// The next neighbours are others.
    void takeFreshSeed();
    ThumbnailModel &model() const { return *m_model; }
    /// Cells that show the same as one before keep its picture.
    void setCells(std::vector<Thumbnail> cells);

    struct Words
    {
        QString spread, spreadHelp, more, grid, empty;
    };
    void setWords(const Words &words, double usualSpread);

    virtual bool gestureActive() const = 0;
    /// Called only while the panel is seen.
    virtual void refresh() = 0;
    /// Never of the middle. Followed by a refresh around it with a fresh seed.
    virtual void adopt(int cell) = 0;
    virtual void retranslate() = 0;

    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void refreshNow();

    LabelledSlider *m_spread;
    QPushButton *m_more;
    ThumbnailGrid *m_grid;
    ThumbnailModel *m_model;
    QTimer m_rest; ///< Runs while changes still come.
    quint64 m_seed = 1;
};

} // namespace imago::ui
