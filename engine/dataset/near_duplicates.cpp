// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dataset/near_duplicates.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <numeric>
#include <span>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace imago::dataset {

namespace {

// Disjoint sets, the smallest number leads (Tarjan, with halved paths).
std::uint32_t leaderOf(std::vector<std::uint32_t> &groups, std::uint32_t item)
{
    while (groups[item] != item) {
        groups[item] = groups[groups[item]];
        item = groups[item];
    }
    return item;
}

using Thumbnail = decltype(Appearance::thumbnail);
constexpr int kSide = 8;
constexpr int kChannels = 3;

// Lightness, left against right, top against bottom, and red against blue. Each adds a thumbnail's values up, some of
// them with a minus: so two thumbnails differ in it by no more than their values do together.
constexpr std::size_t kTraits = 4;
using Traits = std::array<std::int32_t, kTraits>;
// The most that it is between two that nearlyEqual() accepts.
constexpr int kMostApart = static_cast<int>(kNearThumbnail * std::tuple_size_v<Thumbnail>);

Traits traitsOf(const Thumbnail &thumbnail)
{
    Traits traits{};
    for (int i = 0; i < static_cast<int>(thumbnail.size()); ++i) {
        const int value = thumbnail[static_cast<std::size_t>(i)];
        const int channel = i % kChannels, x = i / kChannels % kSide, y = i / kChannels / kSide;
        traits[0] += value;
        traits[1] += x < kSide / 2 ? value : -value;
        traits[2] += y < kSide / 2 ? value : -value;
        traits[3] += channel == 0 ? value : channel == 2 ? -value : 0;
    }
    return traits;
}

bool areNear(const Traits &a, const Traits &b)
{
    for (std::size_t i = 0; i < kTraits; ++i) {
        if (std::abs(a[i] - b[i]) > kMostApart)
            return false;
    }
    return true;
}

// A cell of a grid over the traits, as wide as near-duplicates are apart: those of a picture lie in its own cell or in
// one of the 80 around it.
using CellKey = std::uint32_t;
constexpr unsigned kBitsOfTrait = 8;
constexpr CellKey kMiddle = 1U << (kBitsOfTrait - 1);

CellKey cellOf(const Traits &traits)
{
    CellKey key = 0;
    for (const int trait : traits) {
        const int cell = trait >= 0 ? trait / kMostApart : (trait + 1) / kMostApart - 1;
        key = (key << kBitsOfTrait) + kMiddle + static_cast<CellKey>(cell);
    }
    return key;
}

// From a cell to half of those around it, so that each two neighbours meet once.
std::vector<CellKey> halfOfTheWaysAround()
{
    std::vector<CellKey> ways{0};
    for (std::size_t i = 0; i < kTraits; ++i) {
        std::vector<CellKey> longer;
        for (const CellKey way : ways) {
            for (const CellKey last : {~CellKey{0}, CellKey{0}, CellKey{1}})
                longer.push_back((way << kBitsOfTrait) + last);
        }
        ways = std::move(longer);
    }
    return {ways.begin() + static_cast<std::ptrdiff_t>(ways.size()) / 2 + 1, ways.end()}; // in order, 0 in the middle
}

class NearDuplicateSearch
{
public:
    NearDuplicateSearch(std::size_t count, const std::function<const Appearance &(std::size_t)> &appearance,
                        const std::function<bool(std::size_t)> &use)
        : m_appearance(appearance)
        , m_groups(count)
    {
        std::iota(m_groups.begin(), m_groups.end(), std::uint32_t{0});
        for (std::uint32_t i = 0; i < count; ++i) {
            if (use(i))
                m_entries.push_back(entryOf(i));
        }
        std::ranges::sort(m_entries, [this](const Entry &a, const Entry &b) { return isBefore(a, b); });
        joinCopies();
        for (std::size_t begin = 0, end = 0; begin < m_entries.size(); begin = end) {
            while (end < m_entries.size() && m_entries[end].cell == m_entries[begin].cell)
                ++end;
            m_cellAt[m_entries[begin].cell] = m_cells.size();
            m_cells.push_back({{m_entries.data() + begin, end - begin}, end - begin == 1});
        }
    }

    std::vector<std::uint32_t> groups(const std::stop_token &stop)
    {
        const std::vector<CellKey> ways = halfOfTheWaysAround();
        for (Cell &cell : m_cells) {
            compareWithin(cell, stop);
            for (const CellKey way : ways) {
                if (const auto other = m_cellAt.find(cell.entries.front().cell + way); other != m_cellAt.end())
                    compare(cell, m_cells[other->second], stop);
            }
            if (stop.stop_requested())
                break;
        }
        for (std::uint32_t &group : m_groups)
            group = leaderOf(m_groups, group);
        return std::move(m_groups);
    }

private:
    struct Entry
    {
        std::uint64_t hash;
        Traits traits;
        CellKey cell;
        std::uint32_t item;
    };
    struct Cell
    {
        std::span<const Entry> entries;
        bool oneGroup; ///< All are known to be of one group: many thousands that all look alike are compared once.
    };

    Entry entryOf(std::uint32_t item) const
    {
        const Appearance &own = m_appearance(item);
        const Traits traits = traitsOf(own.thumbnail);
        return {own.hash, traits, cellOf(traits), item};
    }

    bool isBefore(const Entry &a, const Entry &b) const
    {
        const auto key = [](const Entry &e) { return std::tie(e.cell, e.hash, e.traits); };
        if (key(a) != key(b))
            return key(a) < key(b);
        const Thumbnail &left = m_appearance(a.item).thumbnail, &right = m_appearance(b.item).thumbnail;
        return left != right ? left < right : a.item < b.item;
    }

    // Ten thousand copies of one cost one entry. Requires: sorted entries.
    void joinCopies()
    {
        const auto isCopy = [this](const Entry &first, const Entry &second) {
            if (first.hash != second.hash || first.traits != second.traits ||
                m_appearance(first.item) != m_appearance(second.item))
                return false;
            join(first.item, second.item);
            return true;
        };
        m_entries.erase(std::unique(m_entries.begin(), m_entries.end(), isCopy), m_entries.end());
    }

    void join(std::uint32_t a, std::uint32_t b)
    {
        const std::uint32_t first = leaderOf(m_groups, a), second = leaderOf(m_groups, b);
        m_groups[std::max(first, second)] = std::min(first, second);
    }

    bool areOneGroup(const Entry &a, const Entry &b) { return leaderOf(m_groups, a.item) == leaderOf(m_groups, b.item); }

    void compareWithin(Cell &cell, const std::stop_token &stop)
    {
        for (std::size_t i = 0; i < cell.entries.size() && !cell.oneGroup && !stop.stop_requested(); ++i) {
            if (!compare(cell.entries[i], cell.entries.subspan(i + 1)))
                continue;
            cell.oneGroup = std::ranges::all_of(
                cell.entries, [&](const Entry &each) { return areOneGroup(each, cell.entries.front()); });
        }
    }

    void compare(const Cell &left, const Cell &right, const std::stop_token &stop)
    {
        const bool twoGroups = left.oneGroup && right.oneGroup;
        for (const Entry &each : left.entries) {
            if (stop.stop_requested() || (twoGroups && areOneGroup(each, right.entries.front())))
                return;
            compare(each, right.entries);
        }
    }

    // True: groups were joined.
    bool compare(const Entry &own, std::span<const Entry> others)
    {
        bool joined = false;
        for (const Entry &other : others) {
            if (hashDistance(own.hash, other.hash) <= kNearHash && areNear(own.traits, other.traits) &&
                !areOneGroup(own, other) && nearlyEqual(m_appearance(own.item), m_appearance(other.item))) {
                join(own.item, other.item);
                joined = true;
            }
        }
        return joined;
    }

    const std::function<const Appearance &(std::size_t)> &m_appearance;
    std::vector<std::uint32_t> m_groups;
    std::vector<Entry> m_entries; ///< Those of a cell lie together.
    std::vector<Cell> m_cells;
    std::unordered_map<CellKey, std::size_t> m_cellAt;
};

} // namespace

std::vector<std::uint32_t> nearDuplicateGroups(std::size_t count,
                                               const std::function<const Appearance &(std::size_t)> &appearance,
                                               const std::function<bool(std::size_t)> &use, const std::stop_token &stop)
{
    return NearDuplicateSearch(count, appearance, use).groups(stop);
}

} // namespace imago::dataset
