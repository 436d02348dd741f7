// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef USE_C10D_GLOO // which the header below asks for, and not every LibTorch's target sets
#define USE_C10D_GLOO
#endif
#include "engine/tensor/process_groups.h"

#include <torch/csrc/distributed/c10d/PrefixStore.hpp>
#include <torch/csrc/distributed/c10d/ProcessGroupGloo.hpp>

#include <array>
#include <cstdlib>
#include <netdb.h>
#include <string>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace imago::tensor {

namespace {

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

auto interfaceFor(const Launch &launch)
{
    using c10d::ProcessGroupGloo;
    if (const char *interface = std::getenv("GLOO_SOCKET_IFNAME"); interface != nullptr && *interface != '\0')
        return ProcessGroupGloo::createDeviceForInterface(interface);
    const std::string own = ownAddressTowards(launch.address);
    return own.empty() ? ProcessGroupGloo::createDefaultDevice() : ProcessGroupGloo::createDeviceForHostname(own);
}

} // namespace

OpenGroup glooGroups(const Launch &launch, c10::intrusive_ptr<c10d::Store> store)
{
    return [rank = launch.rank, count = launch.count, store = std::move(store),
            interface = interfaceFor(launch)](const char *prefix, std::chrono::milliseconds patience) {
        auto options = c10d::ProcessGroupGloo::Options::create(patience);
        options->devices = {interface};
        options->threads = 1;
        return c10::make_intrusive<c10d::ProcessGroupGloo>(c10::make_intrusive<c10d::PrefixStore>(prefix, store), rank,
                                                           count, std::move(options));
    };
}

} // namespace imago::tensor
