// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/style/style_card.h"

#include <nlohmann/json_fwd.hpp>

#include <filesystem>
#include <string>

namespace imago::cli {

/// What a style card says about itself, for people; several lines, the last without its end.
std::string summary(const style::StyleCard &card);

/// The same for programs.
nlohmann::ordered_json summaryJson(const std::filesystem::path &file, const style::StyleCard &card);

} // namespace imago::cli
