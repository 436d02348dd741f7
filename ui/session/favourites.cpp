// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/favourites.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <algorithm>
#include <utility>

namespace imago::ui {

namespace {

/// The text chunk under which every PNG of the studio carries its recipe (engine/files/png_text.h:
/// kRecipeText).
const QString kRecipeKey = QStringLiteral("imago:recipe");

Status writePicture(const QString &file, const QImage &picture)
{
    QSaveFile target(file);
    if (!target.open(QIODevice::WriteOnly) || !picture.save(&target, "PNG") || !target.commit())
        return fail(ErrorCode::FileUnwritable, target.errorString().toStdString(), file.toStdString());
    return {};
}

} // namespace

Favourites::Favourites(QString folder, QObject *parent)
    : QAbstractListModel(parent)
    , m_folder(std::move(folder))
{
    const QDir dir(m_folder);
    const QStringList files = dir.entryList({QStringLiteral("*.png")}, QDir::Files, QDir::Time);
    for (const QString &file : files) {
        const QImage picture(dir.filePath(file));
        Result<latent::Recipe> recipe =
            latent::recipeFromJson(picture.text(kRecipeKey).toStdString(), file.toStdString());
        if (!picture.isNull() && recipe)
            m_entries.push_back({dir.filePath(file), *std::move(recipe), picture});
    }
}

int Favourites::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

QVariant Favourites::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Entry &entry = m_entries[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DecorationRole:
        return entry.picture;
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        return tr("Favourite face %1").arg(index.row() + 1);
    default:
        return {};
    }
}

const latent::Recipe &Favourites::recipeAt(int row) const
{
    return m_entries[static_cast<std::size_t>(row)].recipe;
}

bool Favourites::contains(const latent::Recipe &recipe) const
{
    return rowOf(recipe) >= 0;
}

int Favourites::rowOf(const latent::Recipe &recipe) const
{
    const auto found = std::ranges::find(m_entries, recipe, &Entry::recipe);
    return found == m_entries.end() ? -1 : static_cast<int>(found - m_entries.begin());
}

Status Favourites::add(const latent::Recipe &recipe, const QImage &picture)
{
    if (contains(recipe))
        return {};
    QDir().mkpath(m_folder);
    const QString file =
        QDir(m_folder).filePath(QStringLiteral("%1.png").arg(latent::hash(recipe), 16, 16, QLatin1Char('0')));
    QImage small = picture.scaled(kPictureSide, kPictureSide, Qt::KeepAspectRatio, Qt::SmoothTransformation);
    small.setText(kRecipeKey, QString::fromStdString(latent::toJson(recipe)));

    if (Status written = writePicture(file, small); !written)
        return written;

    beginInsertRows({}, 0, 0);
    m_entries.insert(m_entries.begin(), {file, recipe, small});
    endInsertRows();
    return {};
}

Result<Favourites::Removed> Favourites::remove(int row)
{
    const Entry &entry = m_entries[static_cast<std::size_t>(row)];
    const bool isLast = row + 1 == rowCount();
    Removed removed{entry.file,
                    entry.recipe,
                    entry.picture,
                    QFileInfo(entry.file).lastModified(),
                    row,
                    isLast ? QString() : m_entries[static_cast<std::size_t>(row) + 1].file};
    QFile file(entry.file);
    if (file.exists() && !file.remove())
        return fail(ErrorCode::FileUnwritable, file.errorString().toStdString(),
                    file.fileName().toStdString());
    beginRemoveRows({}, row, row);
    m_entries.erase(m_entries.begin() + row);
    endRemoveRows();
    return removed;
}

Status Favourites::putBack(const Removed &removed)
{
    if (contains(removed.recipe))
        return {};
    if (Status written = writePicture(removed.file, removed.picture); !written)
        return written;
    // Without its time it would only stand elsewhere after the next start.
    if (QFile file(removed.file); removed.kept.isValid() && file.open(QIODevice::ReadWrite | QIODevice::ExistingOnly))
        file.setFileTime(removed.kept, QFileDevice::FileModificationTime);

    const auto next = std::ranges::find(m_entries, removed.nextFile, &Entry::file);
    const bool isKnown = !removed.nextFile.isEmpty() && next != m_entries.end();
    const int row = removed.nextFile.isEmpty() ? rowCount()
                    : isKnown                  ? static_cast<int>(next - m_entries.begin())
                                               : std::min(removed.row, rowCount());
    beginInsertRows({}, row, row);
    m_entries.insert(m_entries.begin() + row, {removed.file, removed.recipe, removed.picture});
    endInsertRows();
    return {};
}

} // namespace imago::ui
