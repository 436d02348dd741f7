// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/train/plan.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace imago::train {

std::string toJson(const Plan &plan);

/// Errors: FileDamaged, BadInput for numbers that make no plan.
Result<Plan> planFromJson(std::string_view text, std::string subject);

} // namespace imago::train
