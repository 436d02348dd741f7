// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

namespace imago::files {

/// JSON as files from strangers are read: valid UTF-8, one object, no key twice in an object, no deeper than
/// 32 levels, no text after it. Errors: FileDamaged, naming `subject` and the rule or, where it is no JSON, the
/// line and column.
Result<nlohmann::json> parseStrictJson(std::string_view text, const std::string &subject);

} // namespace imago::files
