// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/leave_out.h"

#include <algorithm>

namespace imago::train {

std::vector<std::string> namesOf(const LeaveOut &leaveOut)
{
    std::vector<std::string> names;
    for (const LeaveOutPart &each : kLeaveOutParts) {
        if (leaveOut.*each.part)
            names.emplace_back(each.name);
    }
    return names;
}

std::optional<LeaveOut> leaveOutFrom(const std::vector<std::string> &names)
{
    LeaveOut leaveOut;
    for (const std::string &name : names) {
        const auto found = std::ranges::find(kLeaveOutParts, name, &LeaveOutPart::name);
        if (found == kLeaveOutParts.end())
            return std::nullopt;
        leaveOut.*found->part = true;
    }
    return leaveOut;
}

} // namespace imago::train
