// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "ui/explore/model_entry.h"

#include <QString>
#include <QStringList>

#include <string>
#include <vector>

namespace imago::app {

// Where trained models are kept: in the folders of their trainings, and in a folder of those that were imported. Each
// has a folder of its own with `package/` or `package.imagomodel`, and model.json: the user's name and tags for it.
// Unless it says otherwise, what is here touches the disk: call it off the GUI thread.

/// The name is that of a model package, in one file or a folder; touches no disk.
bool isPackageName(const QString &path);

/// The models of these folders, the newest first; what is damaged is passed over.
std::vector<ui::ModelEntry> readModels(const QStringList &folders);

/// The models in these folders' trash, the last deleted first; trainings without a model are passed over.
std::vector<ui::DeletedModel> deletedModels(const QStringList &folders);

/// The package among these folders' whose pictures follow from the same weights (files::Package::drawingHash()); empty
/// where none is.
QString packageWithHash(const QStringList &folders, const std::string &hash);

/// Takes a package into `folder`, after openPackage has climbed its ladder. Errors: as files::openPackage and
/// writePackage; NotAModel for a package that is no generator, or one of the studio's own portraits.
Status importModel(const QString &folder, const QString &package);

/// Keeps the user's title and tags. Errors: as files::saveFile.
Status describeModel(const ui::ModelEntry &model);

} // namespace imago::app
