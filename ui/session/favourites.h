// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/latent/recipe.h"

#include <QAbstractListModel>
#include <QDateTime>
#include <QImage>
#include <QString>

#include <vector>

namespace imago::ui {

/// Saved faces: each is a small PNG in one folder that carries its recipe, so it also opens when it is
/// dropped on the canvas. Newest first.
///
/// Guarantees: what cannot be read is left alone and not listed; an add or remove that fails changes nothing.
class Favourites : public QAbstractListModel
{
    Q_OBJECT

public:
    static constexpr int kPictureSide = 256;

    /// Reads the folder; one that is not there yet is made by the first add().
    explicit Favourites(QString folder, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

    /// Requires: 0 <= row < rowCount().
    const latent::Recipe &recipeAt(int row) const;
    bool contains(const latent::Recipe &recipe) const;

    /// Adding a recipe that is there already does nothing. Errors: FileUnwritable.
    Status add(const latent::Recipe &recipe, const QImage &picture);

    /// What putBack() needs of a favourite that was removed.
    struct Removed
    {
        QString file;
        latent::Recipe recipe;
        QImage picture;
        QDateTime kept;   ///< When it was added, by which a restart orders them.
        int row = 0;
        QString nextFile; ///< Of the one behind it; empty: it was the last.
    };
    /// Errors: FileUnwritable.
    Result<Removed> remove(int row);
    /// Where it was: before the one that it stood before. One that is there already is left alone.
    /// Errors: FileUnwritable.
    Status putBack(const Removed &removed);
    /// -1: it is not there.
    int rowOf(const latent::Recipe &recipe) const;

private:
    struct Entry
    {
        QString file;
        latent::Recipe recipe;
        QImage picture;
    };

    QString m_folder;
    std::vector<Entry> m_entries;
};

} // namespace imago::ui
