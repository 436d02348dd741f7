// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/latent/recipe.h"

#include <QAbstractListModel>
#include <QHash>
#include <QImage>

#include <cstdint>

namespace imago::ui {

class Session;

/// The undo stack as a list of states: row 0 is where the session began, row n is the state after n steps.
///
/// Thumbnails are handed in as pictures arrive and found again by the recipe's hash, so a state that was seen
/// once keeps its thumbnail through undo and redo.
class HistoryModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        CurrentRole = Qt::UserRole + 1, ///< bool: the state on the canvas
        UndoneRole                      ///< bool: ahead of the canvas, reachable by redo
    };
    static constexpr int kThumbnailSide = 96;

    explicit HistoryModel(Session &session, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

    int currentRow() const;
    /// Requires: 0 <= row < rowCount().
    const latent::Recipe &recipeAt(int row) const;

    /// Goes to a state: undo or redo as many steps as it takes.
    void activate(int row);

    /// Keeps a small copy of the picture of a recipe; states that show it are repainted.
    void setThumbnail(std::uint64_t recipeHash, const QImage &picture);

private:
    void follow();
    /// While a hand moves, a hundred recipes a second come by: the strip is told only when its look changes.
    void followRecipe();

    Session &m_session;
    QHash<std::uint64_t, QImage> m_thumbnails;
    int m_rows = 1;
    int m_current = 0;
    bool m_currentHasThumbnail = false;
};

} // namespace imago::ui
