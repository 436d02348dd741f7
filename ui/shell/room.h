// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string_view>

namespace imago::ui {

/// The rooms of the window, in the order of the switch. A new one is an entry here with its name below, and
/// whoever brings it calls MainWindow::addRoom().
enum class Room {
    Portraits, ///< Faces by sliders.
    Style,     ///< A photo in a painting's style.
    Video,     ///< Clips in a painting's style.
    Train,     ///< One's own pictures become sliders.
    Explore    ///< A model of one's own, moved by its sliders.
};
/// What settings and the command line call them.
inline constexpr std::array kRoomNames = {"portraits", "style", "video", "train", "explore"};
inline constexpr std::size_t kRooms = kRoomNames.size();

constexpr std::size_t index(Room room)
{
    return static_cast<std::size_t>(room);
}

constexpr const char *name(Room room)
{
    return kRoomNames[index(room)];
}

constexpr std::optional<Room> roomFromName(std::string_view name)
{
    for (std::size_t i = 0; i < kRooms; ++i) {
        if (name == kRoomNames[i])
            return static_cast<Room>(i);
    }
    return std::nullopt;
}

/// Some of the rooms.
class RoomSet
{
public:
    constexpr RoomSet(Room room)
        : m_bits(1U << index(room))
    {
    }
    constexpr RoomSet(std::initializer_list<Room> rooms)
    {
        for (const Room room : rooms)
            m_bits |= 1U << index(room);
    }
    static constexpr RoomSet all()
    {
        RoomSet rooms({});
        rooms.m_bits = (1U << kRooms) - 1;
        return rooms;
    }

    constexpr bool contains(Room room) const { return (m_bits >> index(room) & 1U) != 0; }
    constexpr bool operator==(const RoomSet &) const = default;

private:
    unsigned m_bits = 0;
};

} // namespace imago::ui
