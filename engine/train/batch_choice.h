// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/train/model_plan.h"

#include <cstdint>
#include <functional>

namespace imago::train {

/// What steps of so many pictures take of memory, beyond what the process has without them.
struct StepMemory
{
    int batch = 0;
    std::uint64_t bytes = 0;
};

/// The largest even batch up to `wanted` whose steps take no more than `room` bytes, as every picture takes as much as
/// another: 0 where those of the smaller one already take more. Requires: smaller.batch is even and below larger's.
int largestBatch(int wanted, std::uint64_t room, const StepMemory &smaller, const StepMemory &larger) noexcept;

/// The plan's batch, or the largest even one whose steps leave an eighth of the `available` bytes free. `measure` does
/// a real step of so many pictures, few of them, and tells the bytes that it took; it is asked twice at most, the second
/// time for what will fit, and not at all where the plan's batch is far below what is available.
/// Errors: OutOfMemory where 2 pictures do not fit; measure's own.
Result<int> chooseBatch(const ModelPlan &plan, std::uint64_t available,
                        const std::function<Result<std::uint64_t>(int batch)> &measure);

} // namespace imago::train
