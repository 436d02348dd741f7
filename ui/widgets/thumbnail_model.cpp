// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/thumbnail_model.h"

#include <algorithm>
#include <utility>

namespace imago::ui {

int ThumbnailModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_cells.size());
}

QVariant ThumbnailModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Thumbnail &cell = m_cells[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return cell.title;
    case Qt::AccessibleTextRole:
        return cell.title.isEmpty() ? cell.toolTip : cell.title;
    case Qt::ToolTipRole:
        return cell.toolTip.isEmpty() ? cell.title : cell.toolTip;
    case Qt::DecorationRole:
        return cell.picture;
    case CurrentRole:
        return cell.current;
    default:
        return {};
    }
}

void ThumbnailModel::setCells(std::vector<Thumbnail> cells)
{
    // Same count: the view keeps its scroll place and its keyboard cursor.
    if (cells.size() == m_cells.size() && !m_cells.empty()) {
        m_cells = std::move(cells);
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
        return;
    }
    beginResetModel();
    m_cells = std::move(cells);
    endResetModel();
}

std::vector<Thumbnail> ThumbnailModel::withKnownPictures(std::vector<Thumbnail> cells) const
{
    for (Thumbnail &cell : cells) {
        const auto known = std::ranges::find(m_cells, cell.key, &Thumbnail::key);
        if (known != m_cells.end())
            cell.picture = known->picture;
    }
    return cells;
}

bool ThumbnailModel::setPicture(quint64 key, const QImage &picture)
{
    bool found = false;
    for (int row = 0; row < rowCount(); ++row) {
        Thumbnail &cell = m_cells[static_cast<std::size_t>(row)];
        if (cell.key != key)
            continue;
        found = true;
        // Others may have asked for the same face in a smaller size.
        if (!cell.stale && cell.picture.width() > picture.width())
            continue;
        cell.picture = picture;
        cell.stale = false;
        Q_EMIT dataChanged(index(row), index(row), {Qt::DecorationRole});
    }
    return found;
}

} // namespace imago::ui
