// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef USE_C10D_NCCL // which the header below asks for, and not every LibTorch's target sets
#define USE_C10D_NCCL
#endif
#include "engine/tensor/process_groups.h"

#include <torch/csrc/distributed/c10d/PrefixStore.hpp>
#include <torch/csrc/distributed/c10d/ProcessGroupNCCL.hpp>

#include <cstdlib>
#include <utility>
#include <vector>

namespace imago::tensor {

OpenGroup ncclGroups(const Launch &launch, torch::Device gpu, c10::intrusive_ptr<c10d::Store> store)
{
    // Waiting for a process that is gone throws then; without it, c10d ends this process too, without a word of ours.
    setenv("TORCH_NCCL_BLOCKING_WAIT", "1", 0);
    return [rank = launch.rank, count = launch.count, gpu,
            store = std::move(store)](const char *prefix, std::chrono::milliseconds patience) {
        auto options = c10d::ProcessGroupNCCL::Options::create();
        options->timeout = patience;
        auto group = c10::make_intrusive<c10d::ProcessGroupNCCL>(c10::make_intrusive<c10d::PrefixStore>(prefix, store),
                                                                 rank, count, std::move(options));
        // Its first call connects, with the store's patience: now, when all are here, not when one measures for long.
        std::vector<torch::Tensor> first{torch::zeros({1}, gpu)};
        group->allreduce(first)->wait();
        return group;
    };
}

} // namespace imago::tensor
