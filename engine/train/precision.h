// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>

namespace imago::files {
class JsonFields;
}

namespace imago::train {

/// The layers' arithmetic in a training; weights, losses and optimisers stay in float32 (mixed precision: Micikevicius
/// et al. 2018).
enum class Precision { Float32, Bfloat16, Float16 };

/// "float32", "bfloat16", "float16", as in plans and on the command line.
std::string_view name(Precision precision) noexcept;
/// Nothing for another name.
std::optional<Precision> precisionFrom(std::string_view name) noexcept;

/// Of a plan's JSON: "precision", or "bfloat16": true or false as earlier versions wrote it. Nothing for an unknown
/// name; where it says neither, the fields note it.
std::optional<Precision> precisionIn(files::JsonFields &plan);

} // namespace imago::train
