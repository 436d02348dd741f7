// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tensor/precision.h"

#include <ATen/autocast_mode.h>
#include <torch/version.h>

// The calls take a device since 2.4; what came before has no mixed layers for processors that train.
#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 4)
#define IMAGO_AUTOCAST_DEVICES 1
#else
#define IMAGO_AUTOCAST_DEVICES 0
#endif

namespace imago::tensor {

namespace {

bool libraryCan(const torch::Device &device, at::ScalarType type)
{
    if (IMAGO_AUTOCAST_DEVICES)
        return (device.is_cuda() || device.is_cpu()) && (type == at::kBFloat16 || type == at::kHalf);
    return device.is_cuda() && type == at::kHalf;
}

void begin(const torch::Device &device, at::ScalarType type)
{
#if IMAGO_AUTOCAST_DEVICES
    at::autocast::set_autocast_dtype(device.type(), type);
    at::autocast::set_autocast_enabled(device.type(), true);
#else
    (void)device;
    at::autocast::set_autocast_gpu_dtype(type);
    at::autocast::set_enabled(true);
#endif
}

void end(const torch::Device &device)
{
#if IMAGO_AUTOCAST_DEVICES
    at::autocast::set_autocast_enabled(device.type(), false);
#else
    (void)device;
    at::autocast::set_enabled(false);
#endif
}

} // namespace

bool mixedWorks(const torch::Device &device, at::ScalarType type)
{
    if (type == at::kFloat)
        return true;
    const bool slow = type == at::kBFloat16 && device.is_cpu() && !__builtin_cpu_supports("avx512bf16");
    return libraryCan(device, type) && !slow;
}

MixedScope::MixedScope(const torch::Device &device, at::ScalarType type)
    : m_device(device)
    , m_active(libraryCan(device, type))
{
    if (!m_active)
        return;
    at::autocast::increment_nesting();
    begin(m_device, type);
}

MixedScope::~MixedScope()
{
    if (!m_active)
        return;
    end(m_device);
    if (at::autocast::decrement_nesting() == 0)
        at::autocast::clear_cache();
}

} // namespace imago::tensor
