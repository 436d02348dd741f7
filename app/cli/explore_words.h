// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/console.h"
#include "engine/latent/explore.h"

#include <nlohmann/json.hpp>

#include <vector>

namespace imago::cli {

/// A line for each slider: its number, id, name, effect, and what else it moves most.
void printSliders(const std::vector<latent::ExploreSlider> &sliders, Console &console);

nlohmann::ordered_json slidersJson(const std::vector<latent::ExploreSlider> &sliders);

} // namespace imago::cli
