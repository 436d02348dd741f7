// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/precision.h"

#include "engine/core/find_by_name.h"
#include "engine/files/json_fields.h"

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

std::optional<Precision> precisionIn(files::JsonFields &plan)
{
    constexpr const char *kFormer = "bfloat16";
    if (!plan.has("precision") && plan.has(kFormer))
        return plan.get<bool>(kFormer) ? Precision::Bfloat16 : Precision::Float32;
    return precisionFrom(plan.get<std::string>("precision"));
}

} // namespace imago::train
