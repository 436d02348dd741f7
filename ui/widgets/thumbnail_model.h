// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <QImage>

#include <vector>

namespace imago::ui {

/// One cell: a picture that may come later, found by its key.
struct Thumbnail
{
    quint64 key = 0;
    QString title;
    QString toolTip;
    QImage picture;
    bool stale = false;   ///< The picture is of an earlier key, shown until the right one comes.
    bool current = false; ///< Framed: it is what the canvas shows.
};

/// The cells of a ThumbnailGrid for panels that have no model of their own.
class ThumbnailModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role { CurrentRole = Qt::UserRole + 1 };

    using QAbstractListModel::QAbstractListModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

    void setCells(std::vector<Thumbnail> cells);
    /// The same cells, each with the picture that its key has here; for models whose keys say what is seen.
    std::vector<Thumbnail> withKnownPictures(std::vector<Thumbnail> cells) const;
    const Thumbnail &cell(int row) const { return m_cells[static_cast<std::size_t>(row)]; }

    /// Every cell with this key gets the picture, unless it has a larger one of it. True when there is one.
    bool setPicture(quint64 key, const QImage &picture);

private:
    std::vector<Thumbnail> m_cells;
};

} // namespace imago::ui
