// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/tensor/torch.h"

namespace imago::tensor {

/// Whether mixed layers in `type` (float, bfloat16, half) work on `device` and are worth while. bfloat16 needs LibTorch
/// 2.4 (before, its group norm refuses) and on processors AVX-512 BF16 or AMX; half works on CUDA, and from LibTorch
/// 2.4 on on processors too, where it is mostly slow.
bool mixedWorks(const torch::Device &device, at::ScalarType type);

/// While it lives, convolutions and linear layers on this thread run in `type` ("autocast"). Does nothing for float,
/// and where this LibTorch can't.
class MixedScope
{
public:
    MixedScope(const torch::Device &device, at::ScalarType type);
    ~MixedScope();
    MixedScope(const MixedScope &) = delete;
    MixedScope &operator=(const MixedScope &) = delete;

private:
    torch::Device m_device;
    bool m_active;
};

} // namespace imago::tensor
