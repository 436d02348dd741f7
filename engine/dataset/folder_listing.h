// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/dataset/content.h"

#include <functional>

namespace imago::dataset {

/// Fills names, stamp and passedOver.folders of a content whose path is a folder. Errors: as openDataset.
Status listPictures(Dataset::Content &content, const std::function<void(std::size_t)> &found);

/// Classes and parts from the folders that the pictures lie in; nothing where they do not separate them.
void labelByFolders(Dataset::Content &content);

} // namespace imago::dataset
