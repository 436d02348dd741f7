// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tensor/precision.h"

#include <ATen/autocast_mode.h>
#include <torch/version.h>

// The calls take a device since 2.4; what came before has no group norm for mixed layers.
#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 4)
#define IMAGO_AUTOCAST 1
#else
#define IMAGO_AUTOCAST 0
#endif

namespace imago::tensor {

bool bfloat16Works(const torch::Device &device)
{
#if IMAGO_AUTOCAST
    return device.is_cuda() || (device.is_cpu() && __builtin_cpu_supports("avx512bf16"));
#else
    (void)device;
    return false;
#endif
}

#if IMAGO_AUTOCAST

Bfloat16Scope::Bfloat16Scope(const torch::Device &device, bool active)
    : m_device(device)
    , m_active(active)
{
    if (!m_active)
        return;
    at::autocast::increment_nesting();
    at::autocast::set_autocast_dtype(m_device.type(), at::kBFloat16);
    at::autocast::set_autocast_enabled(m_device.type(), true);
}

Bfloat16Scope::~Bfloat16Scope()
{
    if (!m_active)
        return;
    at::autocast::set_autocast_enabled(m_device.type(), false);
    if (at::autocast::decrement_nesting() == 0)
        at::autocast::clear_cache();
}

#else

Bfloat16Scope::Bfloat16Scope(const torch::Device &device, bool)
    : m_device(device)
    , m_active(false)
{
}

Bfloat16Scope::~Bfloat16Scope() = default;

#endif

} // namespace imago::tensor
