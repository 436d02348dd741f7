// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/files/safetensors.h"
#include "engine/style/style.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace imago::style {

/// A style's parameters, own weights and statistics as a safetensors file; docs/formats.md lists the tensors. Errors:
/// BadInput for numbers that are not finite or sizes that are not those of style.h.
Result<std::vector<std::uint8_t>> toTensors(const Style &style);

/// What all of these have; nothing where sizes are not those of a detail.
std::optional<StatisticsDetail> detailOf(const StyleStatistics &statistics);

/// And back, with statistics of these sizes and this detail. Errors: Incompatible for a missing
/// tensor, another type or shape, or one that nobody asked for; FileDamaged for what is not finite.
Result<Style> fromTensors(const files::SafeTensors &file, bool withWeights, std::span<const int> sides,
                          StatisticsDetail detail);

} // namespace imago::style
