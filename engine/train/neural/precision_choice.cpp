// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/neural/precision_choice.h"

#include "engine/tensor/device.h"
#include "engine/tensor/precision.h"

#include <optional>

namespace imago::train::neural {

at::ScalarType typeOf(Precision precision) noexcept
{
    switch (precision) {
    case Precision::Float32:
        return at::kFloat;
    case Precision::Bfloat16:
        return at::kBFloat16;
    case Precision::Float16:
        return at::kHalf;
    }
    return at::kFloat;
}

Result<Precision> wishedPrecision(const std::string &wish, const torch::Device &device)
{
    if (wish == "auto")
        return Precision::Float32;
    const std::optional<Precision> precision = precisionFrom(wish);
    if (!precision)
        return fail(ErrorCode::BadInput, "no precision; use auto, float32, bfloat16 or float16", wish);
    if (tensor::mixedWorks(device, typeOf(*precision)))
        return *precision;
    return fail(ErrorCode::BadInput, *precision == Precision::Float16
                                         ? "float16 needs a CUDA device, or LibTorch 2.4 or newer on a processor"
                                         : "bfloat16 needs LibTorch 2.4 or newer and a device that has it");
}

Status checkArithmetic(const std::string &device, const std::string &precision)
{
    return tensor::device(device)
        .and_then([&precision](const torch::Device &found) { return wishedPrecision(precision, found); })
        .map([](Precision) {});
}

std::vector<Precision> fasterPrecisions(const torch::Device &device)
{
    std::vector<Precision> result;
    if (tensor::mixedWorks(device, at::kBFloat16))
        result.push_back(Precision::Bfloat16);
    if (device.is_cuda() && tensor::mixedWorks(device, at::kHalf))
        result.push_back(Precision::Float16);
    return result;
}

} // namespace imago::train::neural
