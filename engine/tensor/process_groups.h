// SPDX-License-Identifier: GPL-3.0-or-later
// Private to Peers: the runtimes that carry tensors between processes.
#pragma once

#include "engine/tensor/launch.h"
#include "engine/tensor/torch.h"

#if TORCH_VERSION_MAJOR >= 2
#include <torch/csrc/distributed/c10d/Backend.hpp>
#else
#include <torch/csrc/distributed/c10d/ProcessGroup.hpp>
#endif
#include <torch/csrc/distributed/c10d/Store.hpp>

#include <chrono>
#include <functional>

namespace imago::tensor {

#if TORCH_VERSION_MAJOR >= 2
using ProcessGroup = c10d::Backend;
#else
using ProcessGroup = c10d::ProcessGroup;
#endif

/// Opens a group of all processes of a launch, which meet under `prefix`. Its calls, and waiting for them, throw when
/// a process has ended or does not answer within `patience`.
using OpenGroup =
    std::function<c10::intrusive_ptr<ProcessGroup>(const char *prefix, std::chrono::milliseconds patience)>;

/// For tensors in memory, over any network. Only in builds with Gloo.
OpenGroup glooGroups(const Launch &launch, c10::intrusive_ptr<c10d::Store> store);

/// For tensors of `gpu`, which no other process may use, without a way through memory. All processes open a group
/// at the same time. Only in builds with NCCL.
OpenGroup ncclGroups(const Launch &launch, torch::Device gpu, c10::intrusive_ptr<c10d::Store> store);

} // namespace imago::tensor
