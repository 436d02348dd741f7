// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/precision.h"

#include "engine/core/find_by_name.h"

#include <nlohmann/json.hpp>

#include <array>
#include <string>

namespace imago::train {

std::string_view name(Precision precision) noexcept
{
    switch (precision) {
    case Precision::Float32:
        return "float32";
    case Precision::Bfloat16:
        return "bfloat16";
    case Precision::Float16:
        return "float16";
    }
    return "";
}

std::optional<Precision> precisionFrom(std::string_view text) noexcept
{
    return findByName(std::array{Precision::Float32, Precision::Bfloat16, Precision::Float16}, text);
}

std::optional<Precision> precisionIn(const nlohmann::ordered_json &plan)
{
    if (!plan.contains("precision"))
        return plan.at("bfloat16").get<bool>() ? Precision::Bfloat16 : Precision::Float32;
    return precisionFrom(plan.at("precision").get<std::string>());
}

} // namespace imago::train
