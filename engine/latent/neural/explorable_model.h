// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/latent/explore.h"

#include <filesystem>
#include <memory>

namespace imago::latent::neural {

/// Opens a model on the user's own pictures on the CPU; the first picture is warm. It works on one thread.
/// Errors: as files::openPackage, readPictureModel and readSliders.
Result<std::shared_ptr<ExplorableModel>> openExplorable(const std::filesystem::path &package);

} // namespace imago::latent::neural
