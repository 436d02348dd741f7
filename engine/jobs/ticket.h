// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <compare>
#include <cstdint>

namespace imago::jobs {

/// The number of a request. Growing and never reused in one process, over all lanes; 0 is no request.
/// Comparing two answers "is this frame still wanted?".
struct Ticket
{
    std::uint64_t value = 0;
    auto operator<=>(const Ticket &) const = default;
};

/// The next number. Threads: any.
inline Ticket nextTicket() noexcept
{
    static std::atomic<std::uint64_t> last = 0;
    return {++last};
}

} // namespace imago::jobs
