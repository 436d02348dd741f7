// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/refused_options.h"

#include <CLI/CLI.hpp>

#include <algorithm>

namespace imago::cli {

bool isGiven(const CLI::App &verb, const char *option)
{
    return verb.count(option) > 0;
}

Status refuseOptions(const CLI::App &verb, std::span<const char *const> options, const std::string &why)
{
    const auto given = std::ranges::find_if(options, [&verb](const char *option) { return isGiven(verb, option); });
    return given == options.end() ? Status{} : fail(ErrorCode::BadInput, why, *given);
}

} // namespace imago::cli
