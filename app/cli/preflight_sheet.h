// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/image.h"
#include "engine/dataset/preflight.h"

#include <string>
#include <vector>

namespace imago::cli {

struct PreflightSheet
{
    Image picture;
    std::vector<std::string> rows; ///< What each shows: "pictures", or a finding's name.
};

/// Examples side by side: a row of the data set as it is, then one for each finding that concerns pictures; copies
/// beside what they copy, a crossed field for what can't be read.
PreflightSheet preflightSheet(const dataset::Dataset &dataset, const dataset::Preflight &report);

} // namespace imago::cli
