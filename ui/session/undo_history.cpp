// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/undo_history.h"

#include <QUndoStack>

#include <algorithm>
#include <utility>

namespace imago::ui {

namespace {

/// Pictures also settle where a hand only pauses, in states that the step does not keep. So many thumbnails of them are
/// kept, 36 kB each, so that they are dropped in bulk.
constexpr qsizetype kMostPassed = 32;

/// Of a picture of print size every pixel would be too many to look at while the window waits.
QImage shrunk(const QImage &picture)
{
    constexpr int kSide = UndoHistory::kThumbnailSide;
    const bool huge = std::max(picture.width(), picture.height()) > 16 * kSide;
    const QImage near = huge ? picture.scaled(4 * kSide, 4 * kSide, Qt::KeepAspectRatio, Qt::FastTransformation)
                             : picture;
    return near.scaled(kSide, kSide, Qt::KeepAspectRatio, Qt::SmoothTransformation);
}

} // namespace

UndoHistory::UndoHistory(QUndoStack &stack, QObject *parent)
    : QAbstractListModel(parent)
    , m_stack(stack)
{
    connect(&stack, &QUndoStack::indexChanged, this, &UndoHistory::follow);
}

int UndoHistory::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

int UndoHistory::currentRow() const
{
    return m_stack.index();
}

QVariant UndoHistory::data(const QModelIndex &index, int role) const
{
    const int row = index.row();
    if (!index.isValid() || row > m_stack.count())
        return {};
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        return row == 0 ? tr("Start") : m_stack.text(row - 1);
    case Qt::DecorationRole:
        return m_thumbnails.value(hashAt(row));
    case CurrentRole:
        return row == m_stack.index();
    case UndoneRole:
        return row > m_stack.index();
    default:
        return {};
    }
}

void UndoHistory::activate(int row)
{
    if (row >= 0 && row < m_rows)
        m_stack.setIndex(row);
}

void UndoHistory::setThumbnail(std::uint64_t hash, const QImage &picture)
{
    if (m_thumbnails.size() >= m_rows + kMostPassed) {
        QSet<std::uint64_t> inUse;
        for (int row = 0; row < m_rows; ++row)
            inUse.insert(hashAt(row));
        m_thumbnails.removeIf([&](const auto &entry) { return !inUse.contains(entry.key()); });
    }
    m_thumbnails.insert(hash, shrunk(picture));
    for (int row = 0; row < m_rows; ++row) {
        if (hashAt(row) != hash)
            continue;
        m_currentHasThumbnail = m_currentHasThumbnail || row == m_current;
        Q_EMIT dataChanged(index(row), index(row), {Qt::DecorationRole});
    }
}

void UndoHistory::look(int first, int last)
{
    for (int row = std::max(0, first); row <= std::min(last, m_rows - 1); ++row) {
        if (row == m_current)
            continue;
        const std::uint64_t hash = hashAt(row);
        if (m_thumbnails.contains(hash) || m_givenUp.contains(hash))
            continue;
        m_asked.insert(hash);
        Q_EMIT pictureWanted(row);
        return;
    }
}

void UndoHistory::deliver(std::uint64_t hash, const QImage &picture)
{
    if (m_asked.remove(hash))
        setThumbnail(hash, picture);
}

void UndoHistory::giveUp(std::uint64_t hash)
{
    if (!m_asked.remove(hash))
        return;
    m_givenUp.insert(hash);
    Q_EMIT dataChanged(index(0), index(m_rows - 1), {Qt::DecorationRole}); // the next may be asked for
}

void UndoHistory::tryAgain()
{
    if (m_givenUp.isEmpty())
        return;
    m_givenUp.clear();
    Q_EMIT dataChanged(index(0), index(m_rows - 1), {Qt::DecorationRole});
}

void UndoHistory::follow()
{
    const int rows = m_stack.count() + 1;
    if (rows == m_rows && currentRow() == m_current)
        return; // a step that goes on: followState() tells
    if (rows > m_rows) {
        beginInsertRows({}, m_rows, rows - 1);
        m_rows = rows;
        endInsertRows();
    } else if (rows < m_rows) {
        beginRemoveRows({}, rows, m_rows - 1);
        m_rows = rows;
        endRemoveRows();
    }
    // A push after undo replaces the tail, so every row from the older of the two positions on may be another
    // state.
    const int current = currentRow();
    const int first = std::max(0, std::min(m_current, current) - 1);
    m_current = current;
    m_currentHasThumbnail = m_thumbnails.contains(hashAt(m_current));
    Q_EMIT dataChanged(index(std::min(first, m_rows - 1)), index(m_rows - 1));
}

void UndoHistory::followState()
{
    const bool has = m_thumbnails.contains(hashAt(currentRow()));
    const bool had = std::exchange(m_currentHasThumbnail, has);
    if (had || has)
        Q_EMIT dataChanged(index(m_current), index(m_current), {Qt::DecorationRole});
}

} // namespace imago::ui
