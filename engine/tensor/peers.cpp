// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tensor/peers.h"

#include "engine/tensor/guard.h"

#include <cstdlib>
#include <cstring>
#include <utility>

#ifdef IMAGO_GLOO
#ifndef USE_C10D_GLOO // which the header below asks for, and not every LibTorch's target sets
#define USE_C10D_GLOO
#endif
#include <torch/csrc/distributed/c10d/PrefixStore.hpp>
#include <torch/csrc/distributed/c10d/ProcessGroupGloo.hpp>
#include <torch/csrc/distributed/c10d/TCPStore.hpp>

#include <array>
#include <charconv>
#include <exception>
#include <future>
#include <memory>
#include <netdb.h>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <vector>
#endif

namespace imago::tensor {

#ifdef IMAGO_GLOO

namespace {

struct Launch
{
    std::string address;
    std::uint16_t port = 0;
    int rank = 0;
    int count = 1;
    /// Where this attempt's processes meet in the store that their launcher serves; empty: it serves none.
    std::string agentPrefix;
};

tl::unexpected<Error> notSet(const char *name, const char *wants)
{
    return fail(ErrorCode::BadInput,
                std::string("WORLD_SIZE is set, so ") + name + " must be set too, to " + wants, name);
}

std::optional<int> numberIn(const char *name, int least, int most)
{
    const char *text = std::getenv(name);
    if (text == nullptr)
        return {};
    int value = 0;
    const char *end = text + std::strlen(text);
    const auto read = std::from_chars(text, end, value);
    if (read.ec != std::errc() || read.ptr != end || value < least || value > most)
        return {};
    return value;
}

// torchrun's agents serve a store at MASTER_PORT themselves, and say so. A restarted attempt meets apart from what the
// one before left there (torch/distributed/rendezvous.py has the same name).
std::string agentPrefix()
{
    const char *served = std::getenv("TORCHELASTIC_USE_AGENT_STORE");
    if (served == nullptr || std::string_view(served) != "True")
        return {};
    const char *attempt = std::getenv("TORCHELASTIC_RESTART_COUNT");
    return std::string("/worker/attempt_") + (attempt == nullptr ? "0" : attempt);
}

Result<Launch> launchFromEnvironment()
{
    constexpr int kMostProcesses = 4096;
    Launch launch;
    const auto count = numberIn("WORLD_SIZE", 1, kMostProcesses);
    if (!count)
        return fail(ErrorCode::BadInput, "WORLD_SIZE must be the number of processes, 1 to 4096", "WORLD_SIZE");
    const auto rank = numberIn("RANK", 0, *count - 1);
    if (!rank)
        return notSet("RANK", "this process's number, 0 to WORLD_SIZE - 1");
    const auto port = numberIn("MASTER_PORT", 1, 65535);
    if (!port)
        return notSet("MASTER_PORT", "a free port of the first process's machine");
    const char *address = std::getenv("MASTER_ADDR");
    if (address == nullptr || *address == '\0')
        return notSet("MASTER_ADDR", "the name or address of the first process's machine");
    return Launch{address, static_cast<std::uint16_t>(*port), *rank, *count, agentPrefix()};
}

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

// The numeric address of the interface that leads to `host`; empty where nobody knows. A machine's own name, which Gloo
// would take, often stands for its loopback.
std::string ownAddressTowards(const std::string &host)
{
    addrinfo hints{};
    hints.ai_socktype = SOCK_DGRAM;
    addrinfo *found = nullptr;
    if (getaddrinfo(host.c_str(), "9", &hints, &found) != 0)
        return {};
    std::string own;
    for (const addrinfo *each = found; each != nullptr && own.empty(); each = each->ai_next) {
        const int descriptor = socket(each->ai_family, each->ai_socktype | SOCK_CLOEXEC, each->ai_protocol);
        if (descriptor < 0)
            continue;
        sockaddr_storage address{};
        socklen_t length = sizeof address;
        std::array<char, NI_MAXHOST> text{};
        // Connecting a datagram socket sends nothing: it only chooses the interface.
        if (connect(descriptor, each->ai_addr, each->ai_addrlen) == 0 &&
            getsockname(descriptor, reinterpret_cast<sockaddr *>(&address), &length) == 0 &&
            getnameinfo(reinterpret_cast<sockaddr *>(&address), length, text.data(), text.size(), nullptr, 0,
                        NI_NUMERICHOST) == 0)
            own = text.data();
        close(descriptor);
    }
    freeaddrinfo(found);
    return own;
}

auto deviceFor(const Launch &launch)
{
    using c10d::ProcessGroupGloo;
    if (const char *interface = std::getenv("GLOO_SOCKET_IFNAME"); interface != nullptr && *interface != '\0')
        return ProcessGroupGloo::createDeviceForInterface(interface);
    const std::string own = ownAddressTowards(launch.address);
    return own.empty() ? ProcessGroupGloo::createDefaultDevice() : ProcessGroupGloo::createDeviceForHostname(own);
}

// Gloo reports a lost process as whatever its transport threw.
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
    using Group = c10::intrusive_ptr<c10d::ProcessGroupGloo>;

    c10::intrusive_ptr<c10d::Store> store; // outlives the groups
    Group steps;
    Group start;
};

Result<Peers> Peers::fromEnvironment(std::chrono::milliseconds patience)
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
    Status met = together("the processes of this training did not find one another: are all of them running, and is "
                          "MASTER_ADDR:MASTER_PORT open?",
                          [&] {
        auto connection = std::make_unique<Connection>();
        connection->store = meetingPlaceInTime(*launch, patience);
        const auto device = deviceFor(*launch);
        const auto group = [&](const char *prefix, std::chrono::milliseconds timeout) {
            auto options = c10d::ProcessGroupGloo::Options::create(timeout);
            options->devices = {device};
            options->threads = 1;
            return c10::make_intrusive<c10d::ProcessGroupGloo>(
                c10::make_intrusive<c10d::PrefixStore>(prefix, connection->store), launch->rank, launch->count,
                std::move(options));
        };
        connection->steps = group("steps", patience);
        connection->start = group("start", kStartPatience);
        peers.m_connection = std::move(connection);
    });
    if (!met)
        return tl::unexpected(std::move(met).error());
    return peers;
}

Status Peers::average(torch::Tensor values) const
{
    if (alone())
        return {};
    return together(kLost, [&] {
        std::vector<torch::Tensor> sum{values.cpu().contiguous()}; // the tensor itself where it is so already
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
        std::vector<torch::Tensor> nothing{torch::zeros({1})};
        m_connection->start->allreduce(nothing)->wait();
    });
}

Status Peers::copyFromFirst(torch::Tensor values) const
{
    if (alone())
        return {};
    return together(kLost, [&] {
        std::vector<torch::Tensor> sent{values.cpu().contiguous()};
        m_connection->start->broadcast(sent)->wait();
        if (!sent.front().is_same(values))
            values.copy_(sent.front());
    });
}

#else

struct Peers::Connection
{
};

Result<Peers> Peers::fromEnvironment(std::chrono::milliseconds)
{
    if (std::getenv("WORLD_SIZE") == nullptr)
        return Peers();
    return fail(ErrorCode::Incompatible,
                "WORLD_SIZE is set, but this build trains in one process only: it was made without Gloo (libgloo-dev)",
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
