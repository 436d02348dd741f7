// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/core/image.h"
#include "engine/latent/recipe.h"
#include "engine/project/project.h"

#include <filesystem>
#include <variant>

namespace imago::app {

/// What a file turned out to be: a project, a recipe (its own file, or inside a picture of the studio), or a
/// picture of something else.
using Opened = std::variant<project::Project, latent::Recipe, Image>;

/// Looks at the content, not at the name. Takes its time: never on the GUI thread.
/// Errors: those of project::readProject, latent::recipeFromJson and files::readImage.
Result<Opened> openAny(const std::filesystem::path &path);

} // namespace imago::app
