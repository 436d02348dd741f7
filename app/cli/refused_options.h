// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"

#include <span>
#include <string>

namespace CLI {
class App;
}

namespace imago::cli {

/// Whether the verb was given this option.
bool isGiven(const CLI::App &verb, const char *option);

/// Options that would change nothing are refused. Errors: BadInput for the first of them that was given, with `why`.
Status refuseOptions(const CLI::App &verb, std::span<const char *const> options, const std::string &why);

} // namespace imago::cli
