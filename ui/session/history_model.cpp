// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/history_model.h"

#include "ui/session/recipe_command.h"
#include "ui/session/session.h"

#include <QSet>

#include <algorithm>
#include <utility>

namespace imago::ui {

namespace {

/// More than the undo limit, so that thumbnails are dropped rarely and in bulk; 36 kB each.
constexpr qsizetype kMostThumbnails = 1000;

} // namespace

HistoryModel::HistoryModel(Session &session, QObject *parent)
    : QAbstractListModel(parent)
    , m_session(session)
{
    connect(&session.undoStack(), &QUndoStack::indexChanged, this, &HistoryModel::follow);
    connect(&session, &Session::recipeChanged, this, &HistoryModel::followRecipe);
    follow();
}

int HistoryModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

int HistoryModel::currentRow() const
{
    return m_session.undoStack().index();
}

const latent::Recipe &HistoryModel::recipeAt(int row) const
{
    const QUndoStack &stack = m_session.undoStack();
    if (row == stack.index())
        return m_session.recipe();
    // A done command keeps the recipe before it, an undone one the recipe after it.
    const int command = row < stack.index() ? row : row - 1;
    return static_cast<const RecipeCommand *>(stack.command(command))->other();
}

QVariant HistoryModel::data(const QModelIndex &index, int role) const
{
    const QUndoStack &stack = m_session.undoStack();
    const int row = index.row();
    if (!index.isValid() || row > stack.count())
        return {};
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        return row == 0 ? tr("Start") : stack.text(row - 1);
    case Qt::DecorationRole:
        return m_thumbnails.value(latent::hash(recipeAt(row)));
    case CurrentRole:
        return row == stack.index();
    case UndoneRole:
        return row > stack.index();
    default:
        return {};
    }
}

void HistoryModel::activate(int row)
{
    if (row >= 0 && row < m_rows)
        m_session.undoStack().setIndex(row);
}

void HistoryModel::setThumbnail(std::uint64_t recipeHash, const QImage &picture)
{
    if (m_thumbnails.size() >= kMostThumbnails) {
        QSet<std::uint64_t> inUse;
        for (int row = 0; row < m_rows; ++row)
            inUse.insert(latent::hash(recipeAt(row)));
        m_thumbnails.removeIf([&](const auto &entry) { return !inUse.contains(entry.key()); });
    }
    m_thumbnails.insert(recipeHash, picture.scaled(kThumbnailSide, kThumbnailSide, Qt::KeepAspectRatio,
                                                   Qt::SmoothTransformation));
    for (int row = 0; row < m_rows; ++row) {
        if (latent::hash(recipeAt(row)) != recipeHash)
            continue;
        m_currentHasThumbnail = m_currentHasThumbnail || row == m_current;
        Q_EMIT dataChanged(index(row), index(row), {Qt::DecorationRole});
    }
}

void HistoryModel::follow()
{
    const int rows = m_session.undoStack().count() + 1;
    if (rows == m_rows && currentRow() == m_current)
        return; // a step that goes on: followRecipe() tells
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
    m_currentHasThumbnail = m_thumbnails.contains(latent::hash(m_session.recipe()));
    Q_EMIT dataChanged(index(std::min(first, m_rows - 1)), index(m_rows - 1));
}

void HistoryModel::followRecipe()
{
    const bool had = std::exchange(m_currentHasThumbnail,
                                   m_thumbnails.contains(latent::hash(m_session.recipe())));
    if (had || m_currentHasThumbnail)
        Q_EMIT dataChanged(index(m_current), index(m_current), {Qt::DecorationRole});
}

} // namespace imago::ui
