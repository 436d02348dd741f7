// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <QHash>
#include <QImage>

#include <cstdint>

class QUndoStack;

namespace imago::ui {

/// An undo stack as a list of states: row 0 is where the work began, row n is the state after n steps.
///
/// Thumbnails are handed in as pictures arrive and found again by the state's hash, so a state that was seen
/// once keeps its thumbnail through undo and redo.
class UndoHistory : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        CurrentRole = Qt::UserRole + 1, ///< bool: the state on the canvas
        UndoneRole                      ///< bool: ahead of the canvas, reachable by redo
    };
    static constexpr int kThumbnailSide = 96;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

    int currentRow() const;

    /// Goes to a state: undo or redo as many steps as it takes.
    void activate(int row);

    /// Keeps a small copy of the picture of a state; rows that show it are repainted.
    void setThumbnail(std::uint64_t hash, const QImage &picture);

protected:
    /// Call follow() at the end of the heir's construction.
    explicit UndoHistory(QUndoStack &stack, QObject *parent);

    /// What the picture of a row follows from. Requires: 0 <= row < rowCount().
    virtual std::uint64_t hashAt(int row) const = 0;

    void follow();
    /// The current state changed. While a hand moves, a hundred of them a second come by: the strip is told
    /// only when its look changes.
    void followState();

private:
    QUndoStack &m_stack;
    QHash<std::uint64_t, QImage> m_thumbnails;
    int m_rows = 1;
    int m_current = 0;
    bool m_currentHasThumbnail = false;
};

} // namespace imago::ui
