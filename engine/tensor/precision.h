// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/tensor/torch.h"

namespace imago::tensor {

/// Whether torch can run mixed layers in bfloat16 on `device`. LibTorch 1.13 cannot (its group norm refuses); on
/// processors it needs AVX-512 BF16 or AMX to be worth while.
bool bfloat16Works(const torch::Device &device);

/// While it lives, convolutions and linear layers on this thread run in bfloat16 ("autocast") if `active`.
class Bfloat16Scope
{
public:
    Bfloat16Scope(const torch::Device &device, bool active);
    ~Bfloat16Scope();
    Bfloat16Scope(const Bfloat16Scope &) = delete;
    Bfloat16Scope &operator=(const Bfloat16Scope &) = delete;

private:
    torch::Device m_device;
    bool m_active;
};

} // namespace imago::tensor
