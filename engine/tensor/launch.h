// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"

#include <cstdint>
#include <optional>
#include <string>

namespace imago::tensor {

/// What a launcher says about the processes that it started together.
struct Launch
{
    std::string address; ///< Of the first process's machine.
    std::uint16_t port = 0;
    int rank = 0;
    int count = 1;
    /// Where this attempt's processes meet in the store that their launcher serves; empty: it serves none.
    std::string agentPrefix;
};

/// From the standard variables MASTER_ADDR, MASTER_PORT, RANK, WORLD_SIZE and those of torchrun's agents. Errors:
/// BadInput, with its name, for one that is missing or no number of its range.
Result<Launch> launchFromEnvironment();

/// The value of a variable; nothing where it is not set, or no whole number from `least` to `most`.
std::optional<int> numberIn(const char *variable, int least, int most);

} // namespace imago::tensor
