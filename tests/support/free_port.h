// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdexcept>
#include <sys/socket.h>
#include <unistd.h>

namespace imago::test {

/// A TCP port of this machine that nobody listens on just now.
inline int freePort()
{
    const int descriptor = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    auto *generic = reinterpret_cast<sockaddr *>(&address);
    const bool bound = descriptor >= 0 && bind(descriptor, generic, length) == 0 &&
                       getsockname(descriptor, generic, &length) == 0;
    close(descriptor);
    if (!bound)
        throw std::runtime_error("no free port");
    return ntohs(address.sin_port);
}

} // namespace imago::test
