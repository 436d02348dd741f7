// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tensor/peers.h"

#include "engine/tensor/guard.h"

#include <cstdlib>
#include <utility>

#ifdef IMAGO_DISTRIBUTED
#include "engine/tensor/process_groups.h"

#include <torch/csrc/distributed/c10d/PrefixStore.hpp>
#include <torch/csrc/distributed/c10d/TCPStore.hpp>

#include <exception>
#include <future>
#include <memory>
#include <stdexcept>
#include <thread>
#include <vector>
#endif

namespace imago::tensor {

#ifdef IMAGO_DISTRIBUTED

namespace {

// Where all processes of the launch meet: served by the launcher's agent, or by the first of them.
c10::intrusive_ptr<c10d::Store> meetingPlace(const Launch &launch, std::chrono::milliseconds patience)
{
    c10d::TCPStoreOptions meeting;
    meeting.port = launch.port;
    meeting.isServer = launch.rank == 0 && launch.agentPrefix.empty();
    meeting.numWorkers = static_cast<std::size_t>(launch.count);
    meeting.timeout = patience;
    auto store = c10::make_intrusive<c10d::TCPStore>(launch.address, meeting);
    if (launch.agentPrefix.empty())
        return store;
    return c10::make_intrusive<c10d::PrefixStore>(launch.agentPrefix, std::move(store));
}

// meetingPlace(), also where something else is there, as the store of a launcher of PyTorch 2: talking with one knows
// no end of its own.
c10::intrusive_ptr<c10d::Store> meetingPlaceInTime(const Launch &launch, std::chrono::milliseconds patience)
{
    constexpr std::chrono::seconds kAfterIts{3}; // the store's own patience ends first where it can
    const auto place = std::make_shared<std::promise<c10::intrusive_ptr<c10d::Store>>>();
    std::thread([place, launch, patience] {
        try {
            place->set_value(meetingPlace(launch, patience));
        } catch (...) {
            place->set_exception(std::current_exception());
        }
    }).detach();
    auto met = place->get_future();
    if (met.wait_for(patience + kAfterIts) != std::future_status::ready)
        throw std::runtime_error("what is at MASTER_PORT does not answer; torchrun of PyTorch 2 needs "
                                 "TORCH_DISABLE_SHARE_RDZV_TCP_STORE=1");
    return met.get();
}

// Where tensors have to be to travel from one process to the others.
torch::Device placeToSend([[maybe_unused]] torch::Device device)
{
#ifdef IMAGO_NCCL
    if (device.is_cuda())
        return device;
#endif
    return torch::kCPU;
}

#ifdef IMAGO_GLOO
constexpr bool kBetweenProcessors = true;
#else
constexpr bool kBetweenProcessors = false;
#endif

// Requires: kBetweenProcessors, or a place that is a GPU.
OpenGroup groupsAt([[maybe_unused]] torch::Device place, const Launch &launch, c10::intrusive_ptr<c10d::Store> store)
{
#ifdef IMAGO_NCCL
    if (place.is_cuda())
        return ncclGroups(launch, place, std::move(store));
#endif
#ifdef IMAGO_GLOO
    return glooGroups(launch, std::move(store));
#else
    return {};
#endif
}

// A lost process is reported as whatever the transport threw.
template <typename Fn>
Status together(const char *what, Fn &&fn)
{
    try {
        fn();
        return {};
    } catch (const std::exception &error) {
        const std::string reason = error.what();
        return fail(ErrorCode::DeviceLost, std::string(what) + " (" + reason.substr(0, reason.find('\n')) + ")");
    }
}

constexpr std::chrono::hours kStartPatience{1};
constexpr const char *kLost = "another process of this training has ended or can't be reached; "
                              "start all of them again with --resume";

} // namespace

struct Peers::Connection
{
    using Group = c10::intrusive_ptr<ProcessGroup>;

    torch::Device place;
    c10::intrusive_ptr<c10d::Store> store; // outlives the groups
    Group steps;
    Group start;

    /// As a call of a group wants it; the tensor itself where it is so already.
    std::vector<torch::Tensor> sent(const torch::Tensor &values) const { return {values.to(place).contiguous()}; }
};

Result<Peers> Peers::fromEnvironment(torch::Device device, std::chrono::milliseconds patience)
{
    if (std::getenv("WORLD_SIZE") == nullptr)
        return Peers();
    const Result<Launch> launch = launchFromEnvironment();
    if (!launch)
        return tl::unexpected(launch.error());
    Peers peers;
    peers.m_rank = launch->rank;
    peers.m_count = launch->count;
    if (peers.alone())
        return peers;
    auto connection = std::make_unique<Connection>(Connection{placeToSend(device), {}, {}, {}});
    if (!kBetweenProcessors && connection->place.is_cpu())
        return fail(ErrorCode::Incompatible,
                    "WORLD_SIZE is set, but this build trains in several processes on GPUs only: its torch came without "
                    "Gloo's headers",
                    "WORLD_SIZE");
    Status met = together("the processes of this training did not find one another: are all of them running, and is "
                          "MASTER_ADDR:MASTER_PORT open?",
                          [&] {
        connection->store = meetingPlaceInTime(*launch, patience);
        const OpenGroup open = groupsAt(connection->place, *launch, connection->store);
        connection->steps = open("steps", patience);
        connection->start = open("start", kStartPatience);
    });
    if (!met)
        return tl::unexpected(std::move(met).error());
    peers.m_connection = std::move(connection);
    return peers;
}

Status Peers::average(torch::Tensor values) const
{
    if (alone())
        return {};
    return together(kLost, [&] {
        std::vector<torch::Tensor> sum = m_connection->sent(values);
        m_connection->steps->allreduce(sum)->wait();
        sum.front().div_(m_count);
        if (!sum.front().is_same(values))
            values.copy_(sum.front());
    });
}

Status Peers::meet() const
{
    if (alone())
        return {};
    return together(kLost, [&] {
        std::vector<torch::Tensor> nothing = m_connection->sent(torch::zeros({1}));
        m_connection->start->allreduce(nothing)->wait();
    });
}

Status Peers::copyFromFirst(torch::Tensor values) const
{
    if (alone())
        return {};
    return together(kLost, [&] {
        std::vector<torch::Tensor> sent = m_connection->sent(values);
        m_connection->start->broadcast(sent)->wait();
        if (!sent.front().is_same(values))
            values.copy_(sent.front());
    });
}

#else

struct Peers::Connection
{
};

Result<Peers> Peers::fromEnvironment(torch::Device, std::chrono::milliseconds)
{
    if (std::getenv("WORLD_SIZE") == nullptr)
        return Peers();
    return fail(ErrorCode::Incompatible,
                "WORLD_SIZE is set, but this build trains in one process only: it was made without Gloo (libgloo-dev) and NCCL",
                "WORLD_SIZE");
}

Status Peers::average(torch::Tensor) const
{
    return {};
}

Status Peers::meet() const
{
    return {};
}

Status Peers::copyFromFirst(torch::Tensor) const
{
    return {};
}

#endif

Peers::Peers() = default;
Peers::~Peers() = default;
Peers::Peers(Peers &&) noexcept = default;
Peers &Peers::operator=(Peers &&) noexcept = default;

Status Peers::copyFromFirst(std::string &text) const
{
    const torch::Tensor length = torch::tensor({static_cast<std::int64_t>(text.size())});
    if (Status sent = copyFromFirst(length); !sent)
        return sent;
    text.resize(static_cast<std::size_t>(length.item<std::int64_t>()));
    const torch::Tensor bytes =
        torch::from_blob(text.data(), {static_cast<std::int64_t>(text.size())}, torch::kUInt8);
    return text.empty() ? Status{} : copyFromFirst(bytes);
}

} // namespace imago::tensor
