// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"

#include "engine/tensor/torch.h"

#include <string>

namespace imago::tensor {

/// "cpu", "cuda", "cuda:1", "auto" (CUDA where there is one). Which GPU "cuda" is, LOCAL_RANK says, which launchers set
/// where several processes share a machine. Errors: BadInput for a name torch does not know, DeviceLost for a device
/// that is not there.
Result<torch::Device> device(const std::string &name);

/// How many threads torch uses on the calling thread; every lane says so first thing.
void setThreads(int count);

/// Keeps freed memory with the process instead of giving each large tensor back to the kernel: page faults, not
/// arithmetic, dominate large tensors otherwise. Call once, before the first tensor.
void keepFreedMemory();

/// Gives back what is kept so, once: what the process has is then what it uses.
void giveBackFreedMemory();

} // namespace imago::tensor
