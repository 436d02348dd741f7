// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/jobs/job_context.h"
#include "engine/tensor/guard.h"
#include "engine/tensor/torch.h"
#include "engine/train/precision.h"

#include <string>
#include <vector>

namespace imago::train::neural {

/// The type of mixed layers (tensor/precision.h).
at::ScalarType typeOf(Precision precision) noexcept;

/// What the user wishes, "auto" for float32 until others are measured. Errors: BadInput for a name that is none, or
/// what does not work on `device`.
Result<Precision> wishedPrecision(const std::string &wish, const torch::Device &device);

/// Whether a training can have this device and this precision. Errors: as tensor::device() and wishedPrecision().
Status checkArithmetic(const std::string &device, const std::string &precision);

/// What may be faster than float32 on `device`, and is measured against it where the wish is "auto".
std::vector<Precision> fasterPrecisions(const torch::Device &device);

/// What `measure(plan)` tells of a step's time in the plan's precision, or where the wish is "auto" in the fastest one,
/// which the plan then has; `isFaster(a, b)` compares two. A precision that the device announces and then refuses is
/// passed over, unless the device itself is gone. Errors: measure's own, DeviceLost.
template <typename Plan, typename Measure, typename IsFaster>
auto choosePrecision(Plan &plan, const std::string &wish, const torch::Device &device, const jobs::JobContext &context,
                     const Measure &measure, const IsFaster &isFaster)
{
    auto fastest = measure(plan);
    if (!fastest || wish != "auto")
        return fastest;
    for (const Precision precision : fasterPrecisions(device)) {
        if (context.stopRequested())
            return fastest;
        Plan other = plan;
        other.precision = precision;
        const auto mixed = tensor::guard([&] { return measure(other); });
        if (!mixed && mixed.error().code == ErrorCode::DeviceLost)
            return mixed;
        if (mixed && isFaster(*mixed, *fastest)) {
            fastest = mixed;
            plan.precision = precision;
        }
    }
    return fastest;
}

} // namespace imago::train::neural
