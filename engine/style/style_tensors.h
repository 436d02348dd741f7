// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/files/safetensors.h"
#include "engine/style/style.h"

#include <cstdint>
#include <span>
#include <vector>

namespace imago::style {

/// A style's parameters, own weights and statistics as a safetensors file; docs/formats.md lists the tensors. Errors:
/// BadInput for numbers that are not finite or sizes that are not those of style.h.
Result<std::vector<std::uint8_t>> toTensors(const Style &style);

/// And back, with statistics of these sizes and so many matrices of octaves in them. Errors: Incompatible for a missing
/// tensor, another type or shape, or one that nobody asked for; FileDamaged for what is not finite.
Result<Style> fromTensors(const files::SafeTensors &file, bool withWeights, std::span<const int> sides,
                          std::size_t octaves);

} // namespace imago::style
