// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"

#include <string>
#include <vector>

namespace imago::cli {

// Where a verb writes what it draws.

/// True for a name that means a folder: it ends in a slash, or such a folder exists.
bool meansFolder(const std::string &output);

/// Whether a picture can have this name. Errors: UnsupportedFormat, which also names folders where the verb takes them.
Status checkPictureName(const std::string &name);
Status checkPictureOrFolderName(const std::string &name);

/// That nothing a verb reads is replaced by what it writes; each name is looked up once. Errors: BadInput, naming the
/// output, where one is one of the `inputs`; those that are no files ("", "-", a style of the gallery) are none of them.
Status checkKeepsInputs(const std::vector<std::string> &outputs, const std::vector<std::string> &inputs);

} // namespace imago::cli
