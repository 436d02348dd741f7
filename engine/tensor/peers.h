// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/tensor/torch.h"

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>

namespace imago::tensor {

/// The processes that train one model together, each on its share of every batch (data parallel), connected by torch's
/// own distributed runtime (c10d; with NCCL between GPUs where the build has it, else with Gloo). Every process has to
/// make the same calls in the same order.
///
/// A process that ends, hangs or loses its network makes the calls of all others fail with DeviceLost within
/// `patience`; after an error the connection is good for nothing more. Tensors of any device; by Gloo those of a GPU
/// travel through memory.
/// Threads: one. Cheap to move.
class Peers
{
public:
    static constexpr std::chrono::seconds kPatience{25};

    /// One process alone: every call returns at once.
    Peers();
    ~Peers();
    Peers(Peers &&) noexcept;
    Peers &operator=(Peers &&) noexcept;

    /// Meets the others as the standard launch variables say: MASTER_ADDR, MASTER_PORT, RANK and WORLD_SIZE, which
    /// torchrun and the training operators of Kubernetes set; GLOO_SOCKET_IFNAME names a network interface
    /// where the one that leads to MASTER_ADDR is not the right one. The first process serves the meeting place at
    /// MASTER_PORT, unless TORCHELASTIC_USE_AGENT_STORE is "True": then the launcher does. Alone where WORLD_SIZE is
    /// not set. `device` is what this process computes on: of all of them the same kind. Errors: BadInput for variables
    /// that are missing or no numbers; DeviceLost when not all came within `patience`; Incompatible in a build whose
    /// torch has no runtime for the device.
    static Result<Peers> fromEnvironment(torch::Device device, std::chrono::milliseconds patience = kPatience);

    int rank() const noexcept { return m_rank; }
    int count() const noexcept { return m_count; }
    bool isFirst() const noexcept { return m_rank == 0; }
    bool alone() const noexcept { return m_count == 1; }

    /// Replaces the floats by their mean over all processes, the same bits everywhere.
    Status average(torch::Tensor values) const;

    // For the start, when one process may measure or read for long: a process that hangs is noticed after an hour only,
    // one that ended at once.

    /// Returns when all have called it.
    Status meet() const;
    /// Replaces numbers or bytes by those of the first process.
    Status copyFromFirst(torch::Tensor values) const;
    Status copyFromFirst(std::string &text) const;

private:
    struct Connection;

    int m_rank = 0;
    int m_count = 1;
    std::unique_ptr<Connection> m_connection;
};

} // namespace imago::tensor
