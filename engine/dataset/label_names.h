// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace imago::dataset {

/// Whether a table's column has no name of its own: an empty one, or the "Unnamed: 0" that pandas makes of it.
bool isNameless(std::string_view column);

/// Names of classes or attributes as a model keeps them: valid UTF-8 on one line, at most train::kLongestLabel bytes,
/// and still different where that made two alike ("x", "x 2").
std::vector<std::string> labelNames(const std::vector<std::string> &names);

} // namespace imago::dataset
