// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"

#include <filesystem>
#include <string>
#include <vector>

namespace imago {

/// The folder of the running program.
std::filesystem::path programFolder();

/// The folder with faces/ and models/: $IMAGO_RESOURCES, else share/imago beside the program's folder, else
/// the source tree that the program was built from. Errors: FileMissing when none of them holds faces/.
Result<std::filesystem::path> findResources();

/// The portrait model package that comes with the studio; a folder, or one file.
/// Errors: FileMissing when there is none (the studio then works with the renderer alone).
Result<std::filesystem::path> findPortraitModel(const std::filesystem::path &resources);
/// What `imago evaluate` measures portraits with. Errors: FileMissing.
Result<std::filesystem::path> findPortraitJudge(const std::filesystem::path &resources);

/// The style cards that come with the studio, in the order of their names; none where there are none.
std::vector<std::filesystem::path> styleCards(const std::filesystem::path &resources);

/// The style package that comes with the studio. Errors: FileMissing when there is none.
Result<std::filesystem::path> findStylePackage(const std::filesystem::path &resources);

/// The file of the one called NAME.imagostyle. Errors: BadInput for a name that is not there.
Result<std::filesystem::path> findGalleryCard(const std::filesystem::path &resources, const std::string &name);

} // namespace imago
