// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tensor/device.h"

#include "engine/tensor/guard.h"
#include "engine/tensor/launch.h"

#include <limits>
#include <malloc.h>

namespace imago::tensor {

namespace {

// Of the processes that a launcher starts on one machine each has a GPU of its own.
Result<torch::Device> ownGpu()
{
    const auto gpus = static_cast<int>(torch::cuda::device_count());
    const auto number = numberIn("LOCAL_RANK", 0, std::numeric_limits<int>::max());
    if (!number || gpus == 1)
        return torch::Device(torch::kCUDA);
    if (*number >= gpus)
        return fail(ErrorCode::DeviceLost,
                    "there are " + std::to_string(gpus) + " GPUs for more processes; start one for each", "LOCAL_RANK");
    return torch::Device(torch::kCUDA, static_cast<torch::DeviceIndex>(*number));
}

} // namespace

Result<torch::Device> device(const std::string &name)
{
    return guard([&]() -> Result<torch::Device> {
        if (name == "auto")
            return torch::cuda::is_available() ? ownGpu() : torch::Device(torch::kCPU);
        try {
            const torch::Device wanted(name);
            if (wanted.is_cuda() && !torch::cuda::is_available())
                return fail(ErrorCode::DeviceLost, "this LibTorch sees no CUDA device; use --device cpu", name);
            return wanted.is_cuda() && !wanted.has_index() ? ownGpu() : wanted;
        } catch (const c10::Error &) {
            return fail(ErrorCode::BadInput, "not a device; use cpu, cuda or auto", name);
        }
    });
}

void setThreads(int count)
{
    at::set_num_threads(count);
}

void keepFreedMemory()
{
#ifdef __GLIBC__
    constexpr int kMiB = 1 << 20;
    mallopt(M_MMAP_THRESHOLD, 1024 * kMiB);
    mallopt(M_TRIM_THRESHOLD, 2047 * kMiB);
    mallopt(M_TOP_PAD, 64 * kMiB);
#endif
}

void giveBackFreedMemory()
{
#ifdef __GLIBC__
    malloc_trim(0);
#endif
}

} // namespace imago::tensor
