// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

namespace imago::ui {

/// The rooms of the window.
enum class Room {
    Portraits, ///< Faces by sliders.
    Style      ///< A photo in a painting's style.
};
inline constexpr std::size_t kRooms = 2;

} // namespace imago::ui
