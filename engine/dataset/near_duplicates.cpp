// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dataset/near_duplicates.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <numeric>
#include <span>
#include <tuple>
#include <utility>

namespace imago::dataset {

namespace {

constexpr std::size_t kPieces = 4;
constexpr std::size_t kPieceBits = 16;
constexpr std::size_t kBuckets = std::size_t{1} << kPieceBits;

std::size_t bucketOf(std::uint64_t hash, std::size_t piece)
{
    return piece * kBuckets + (hash >> (piece * kPieceBits) & (kBuckets - 1));
}

// Disjoint sets, the smallest number leads (Tarjan, with halved paths).
std::uint32_t leaderOf(std::vector<std::uint32_t> &groups, std::uint32_t item)
{
    while (groups[item] != item) {
        groups[item] = groups[groups[item]];
        item = groups[item];
    }
    return item;
}

constexpr std::size_t kChannels = 3;
using Sums = std::array<std::uint16_t, kChannels>; // of a thumbnail's pixels, 16,320 a channel at most

Sums sumsOf(const Appearance &appearance)
{
    Sums sums{};
    for (std::size_t i = 0; i < appearance.thumbnail.size(); ++i)
        sums[i % kChannels] = static_cast<std::uint16_t>(sums[i % kChannels] + appearance.thumbnail[i]);
    return sums;
}

// Between the sums of two thumbnails that nearlyEqual() accepts: sums never differ by more than their terms do.
constexpr int kMostApart = static_cast<int>(kNearThumbnail * std::tuple_size_v<decltype(Appearance::thumbnail)>);

/// Groups of near-duplicates. Pictures of one hash lie together, by their brightness: of thousands of plain pictures,
/// whose hashes are all one, only those of about one colour are compared.
class NearDuplicateSearch
{
public:
    NearDuplicateSearch(std::size_t count, const std::function<const Appearance &(std::size_t)> &appearance,
                        const std::function<bool(std::size_t)> &use)
        : m_appearance(appearance)
        , m_groups(count)
    {
        std::iota(m_groups.begin(), m_groups.end(), std::uint32_t{0});
        for (std::size_t i = 0; i < count; ++i) {
            if (use(i))
                m_entries.push_back(entryOf(static_cast<std::uint32_t>(i)));
        }
        std::ranges::sort(m_entries, [this](const Entry &a, const Entry &b) { return isBefore(a, b); });
        joinCopies();
        for (std::size_t begin = 0, end = 0; begin < m_entries.size(); begin = end) {
            while (end < m_entries.size() && m_entries[end].hash == m_entries[begin].hash)
                ++end;
            m_index.add(static_cast<std::uint32_t>(m_ranges.size()), m_entries[begin].hash);
            m_ranges.emplace_back(m_entries.data() + begin, end - begin);
        }
    }

    std::vector<std::uint32_t> groups(const std::stop_token &stop)
    {
        std::vector<std::uint32_t> near;
        for (std::uint32_t own = 0; own < m_ranges.size() && !stop.stop_requested(); ++own) {
            near.clear();
            m_index.find(m_ranges[own].front().hash, [&near, own](std::uint32_t range) {
                if (range >= own) // each pair once
                    near.push_back(range);
                return true;
            });
            std::ranges::sort(near);
            near.erase(std::unique(near.begin(), near.end()), near.end());
            for (const std::uint32_t range : near)
                compare(m_ranges[own], m_ranges[range], stop);
        }
        for (std::uint32_t &group : m_groups)
            group = leaderOf(m_groups, group);
        return std::move(m_groups);
    }

private:
    struct Entry
    {
        std::uint64_t hash;
        std::uint32_t item;
        std::uint16_t brightness; ///< The sum of `sums`, 48,960 at most.
        Sums sums;
    };

    Entry entryOf(std::uint32_t item) const
    {
        const Appearance &own = m_appearance(item);
        const Sums sums = sumsOf(own);
        return {own.hash, item, static_cast<std::uint16_t>(sums[0] + sums[1] + sums[2]), sums};
    }

    bool isBefore(const Entry &a, const Entry &b) const
    {
        if (a.hash != b.hash)
            return a.hash < b.hash;
        if (a.brightness != b.brightness)
            return a.brightness < b.brightness;
        const auto &left = m_appearance(a.item).thumbnail, &right = m_appearance(b.item).thumbnail;
        return left != right ? left < right : a.item < b.item;
    }

    // Ten thousand copies of one cost one entry. Requires: sorted entries.
    void joinCopies()
    {
        const auto isCopy = [this](const Entry &first, const Entry &second) {
            if (m_appearance(first.item) != m_appearance(second.item))
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

    void compare(std::span<const Entry> left, std::span<const Entry> right, const std::stop_token &stop)
    {
        const Entry *first = right.data();
        const Entry *const end = right.data() + right.size();
        for (const Entry &a : left) {
            if (stop.stop_requested())
                return;
            while (first != end && first->brightness + kMostApart < a.brightness)
                ++first;
            const Entry *from = left.data() == right.data() ? &a + 1 : first;
            for (; from != end && from->brightness <= a.brightness + kMostApart; ++from)
                compare(a, *from);
        }
    }

    void compare(const Entry &a, const Entry &b)
    {
        int apart = 0;
        for (std::size_t channel = 0; channel < kChannels; ++channel)
            apart += std::abs(a.sums[channel] - b.sums[channel]);
        if (apart <= kMostApart && leaderOf(m_groups, a.item) != leaderOf(m_groups, b.item) &&
            nearlyEqual(m_appearance(a.item), m_appearance(b.item)))
            join(a.item, b.item);
    }

    const std::function<const Appearance &(std::size_t)> &m_appearance;
    std::vector<std::uint32_t> m_groups;
    std::vector<Entry> m_entries;
    std::vector<std::span<const Entry>> m_ranges; ///< Of one hash each.
    NearDuplicateIndex m_index;                   ///< Of the ranges.
};

} // namespace

NearDuplicateIndex::NearDuplicateIndex()
    : m_buckets(kPieces * kBuckets)
{
}

void NearDuplicateIndex::add(std::uint32_t key, std::uint64_t hash)
{
    for (std::size_t piece = 0; piece < kPieces; ++piece)
        m_buckets[bucketOf(hash, piece)].push_back({hash, key});
}

void NearDuplicateIndex::find(std::uint64_t hash, const std::function<bool(std::uint32_t)> &visit) const
{
    for (std::size_t piece = 0; piece < kPieces; ++piece) {
        for (std::size_t flip = 0; flip <= kPieceBits; ++flip) {
            const std::uint64_t bit = flip == 0 ? 0 : std::uint64_t{1} << (piece * kPieceBits + flip - 1);
            for (const Entry &entry : m_buckets[bucketOf(hash ^ bit, piece)]) {
                if (hashDistance(entry.hash, hash) <= kNearHash && !visit(entry.key))
                    return;
            }
        }
    }
}

std::vector<std::uint32_t> nearDuplicateGroups(std::size_t count,
                                               const std::function<const Appearance &(std::size_t)> &appearance,
                                               const std::function<bool(std::size_t)> &use, const std::stop_token &stop)
{
    return NearDuplicateSearch(count, appearance, use).groups(stop);
}

} // namespace imago::dataset
