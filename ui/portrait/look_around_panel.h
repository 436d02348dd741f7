// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/latent/recipe.h"
#include "ui/session/session.h"

#include <QSet>
#include <QTimer>
#include <QWidget>

#include <vector>

class QPushButton;

namespace imago::ui {

class LabelledSlider;
class ThumbnailGrid;
class ThumbnailModel;
class ThumbnailSource;

/// Nine faces: this one in the middle and eight neighbours. A click adopts one, and the next eight are around
/// it.
///
/// Pictures are asked for only while the panel is seen and no hand moves a slider.
class LookAroundPanel : public QWidget
{
    Q_OBJECT

public:
    static constexpr int kColumns = 3;
    static constexpr int kFaces = kColumns * kColumns;
    static constexpr int kMiddle = kFaces / 2;

    /// Requires: session and source outlive the panel.
    LookAroundPanel(Session &session, ThumbnailSource &source, QWidget *parent = nullptr);

    LabelledSlider &spreadSlider() const { return *m_spread; }
    ThumbnailGrid &grid() const { return *m_grid; }
    QPushButton &moreButton() const { return *m_more; }

    /// The recipe in a cell, row by row. Requires: 0 <= cell < kFaces, and the panel was seen.
    const latent::Recipe &recipeAt(int cell) const { return m_recipes[static_cast<std::size_t>(cell)]; }

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void refresh();
    void cancelWaiting();
    void adopt(int cell);
    void retranslate();

    Session &m_session;
    ThumbnailSource &m_source;
    LabelledSlider *m_spread;
    QPushButton *m_more;
    ThumbnailGrid *m_grid;
    ThumbnailModel *m_model;
    QTimer m_rest; ///< Runs while changes still come.
    std::vector<latent::Recipe> m_recipes;
    QSet<quint64> m_waiting;
    quint64 m_seed = 1;
};

} // namespace imago::ui
