// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace imago::train {

/// Pictures that a training does without because its user wishes so, by what the pre-flight finds of them
/// (dataset::Finding).
struct LeaveOut
{
    bool small = false;     ///< Smaller than the training's size, so that they would be enlarged.
    bool odd = false;       ///< Much wider or higher than the frame.
    bool rareColor = false; ///< Of grey and coloured ones the fewer.
    bool rareAlpha = false; ///< Of transparent and opaque ones the fewer.

    bool operator==(const LeaveOut &) const = default;
};

struct LeaveOutPart
{
    std::string_view name; ///< As the finding's.
    bool LeaveOut::*part;
};
inline constexpr std::array<LeaveOutPart, 4> kLeaveOutParts{{{"too-small", &LeaveOut::small},
                                                             {"odd-aspect", &LeaveOut::odd},
                                                             {"mixed-color", &LeaveOut::rareColor},
                                                             {"mixed-alpha", &LeaveOut::rareAlpha}}};

/// The names of what is left out, as files and the command line have them.
std::vector<std::string> namesOf(const LeaveOut &leaveOut);
/// Nothing where one of them is no such name.
std::optional<LeaveOut> leaveOutFrom(const std::vector<std::string> &names);

} // namespace imago::train
