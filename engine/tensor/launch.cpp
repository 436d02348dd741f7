// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tensor/launch.h"

#include <charconv>
#include <cstdlib>
#include <cstring>
#include <string_view>

namespace imago::tensor {

namespace {

tl::unexpected<Error> notSet(const char *name, const char *wants)
{
    return fail(ErrorCode::BadInput,
                std::string("WORLD_SIZE is set, so ") + name + " must be set too, to " + wants, name);
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

} // namespace

std::optional<int> numberIn(const char *variable, int least, int most)
{
    const char *text = std::getenv(variable);
    if (text == nullptr)
        return {};
    int value = 0;
    const char *end = text + std::strlen(text);
    const auto read = std::from_chars(text, end, value);
    if (read.ec != std::errc() || read.ptr != end || value < least || value > most)
        return {};
    return value;
}

Result<Launch> launchFromEnvironment()
{
    constexpr int kMostProcesses = 4096;
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

} // namespace imago::tensor
