// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/console.h"
#include "engine/latent/recipe.h"

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace imago::cli {

/// Warns, naming both, where the recipe's neural picture is another model's than the one that draws here, and adds both
/// to `result` as "otherModel". Without a model to compare with it says nothing. `subject`: whose recipe it is.
void tellOtherModel(Console &console, const latent::Recipe &recipe, const std::string &subject,
                    nlohmann::ordered_json &result);

} // namespace imago::cli
