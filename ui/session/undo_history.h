// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <QHash>
#include <QImage>
#include <QSet>

#include <cstdint>

class QUndoStack;

namespace imago::ui {

/// An undo stack as a list of states: row 0 is where the work began, row n is the state after n steps.
///
/// Thumbnails are handed in as pictures arrive and found again by the state's hash, so a state that was seen
/// once keeps its thumbnail through undo and redo. States that nobody saw (those of a project that was opened, steps
/// that were passed too fast) are asked for one by one, and only while they are in sight.
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

    /// The rows from `first` to `last` are in sight: asks for the picture of one of them that has none, if there is
    /// one. The current row's comes by itself.
    void look(int first, int last);
    /// As setThumbnail(), for a picture that was asked for; any other is passed over.
    void deliver(std::uint64_t hash, const QImage &picture);
    /// A picture that was asked for can't be drawn: it is not asked for again until tryAgain().
    void giveUp(std::uint64_t hash);
    void tryAgain();

Q_SIGNALS:
    /// Answered by deliver() or giveUp(), later or never; asked again when the row is looked at again.
    void pictureWanted(int row);

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
    QSet<std::uint64_t> m_asked;
    QSet<std::uint64_t> m_givenUp;
    int m_rows = 1;
    int m_current = 0;
    bool m_currentHasThumbnail = false;
};

} // namespace imago::ui
