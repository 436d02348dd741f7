// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/verb.h"

namespace imago::cli {

/// Verbs that measure pictures, as those of verb.h.
Action addLearnClasses(CLI::App &verb);
Action addSimilar(CLI::App &verb);

} // namespace imago::cli
