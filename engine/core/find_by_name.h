// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <ranges>
#include <string_view>

namespace imago {

/// The one of `values` whose name() is the text; nothing for another text.
template <std::ranges::input_range Values>
constexpr std::optional<std::ranges::range_value_t<Values>> findByName(const Values &values, std::string_view text)
{
    for (const auto &value : values) {
        if (name(value) == text)
            return value;
    }
    return std::nullopt;
}

} // namespace imago
