// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/latent/recipe.h"
#include "ui/session/session.h"
#include "ui/widgets/neighbours_panel.h"

#include <QSet>

#include <vector>

namespace imago::ui {

class ThumbnailSource;

/// This face and eight neighbours of it.
class LookAroundPanel : public NeighboursPanel
{
    Q_OBJECT

public:
    /// Requires: session and source outlive the panel.
    LookAroundPanel(Session &session, ThumbnailSource &source, QWidget *parent = nullptr);

    /// The recipe in a cell, row by row. Requires: 0 <= cell < kCells, and the panel was seen.
    const latent::Recipe &recipeAt(int cell) const { return m_recipes[static_cast<std::size_t>(cell)]; }

protected:
    bool gestureActive() const override { return m_session.gestureActive(); }
    void refresh() override;
    void adopt(int cell) override;
    void retranslate() override;
    void hideEvent(QHideEvent *event) override;

private:
    void cancelWaiting();

    Session &m_session;
    ThumbnailSource &m_source;
    std::vector<latent::Recipe> m_recipes;
    QSet<quint64> m_waiting;
};

} // namespace imago::ui
