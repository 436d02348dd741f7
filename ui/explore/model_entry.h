// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QMetaType>
#include <QString>
#include <QStringList>

namespace imago::ui {

/// One trained model that the studio keeps.
struct ModelEntry
{
    QString folder;  ///< Everything of it: its training, or what was imported.
    QString package; ///< Inside of it: a folder or one file.
    QString title;   ///< The user's name for it, else its own.
    QStringList tags;
    QString hash; ///< latent::ExplorableModel::hash()
    QString kind; ///< "generator", ...
    qint64 bytes = 0; ///< Of the whole folder.
    QImage picture;
};

/// One that was deleted and is not gone yet.
struct DeletedModel
{
    QString folder;   ///< In the trash.
    QString original; ///< Where it was.
    QString title;
    qint64 bytes = 0;
};

} // namespace imago::ui

Q_DECLARE_METATYPE(imago::ui::ModelEntry)
Q_DECLARE_METATYPE(imago::ui::DeletedModel)
