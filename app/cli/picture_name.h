// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"

#include <string>

namespace imago::cli {

// Where a verb writes what it draws.

/// True for a name that means a folder: it ends in a slash, or such a folder exists.
bool meansFolder(const std::string &output);

/// Whether a picture can have this name. Errors: UnsupportedFormat, which also names folders where the verb takes them.
Status checkPictureName(const std::string &name);
Status checkPictureOrFolderName(const std::string &name);

} // namespace imago::cli
