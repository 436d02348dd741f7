// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dataset/near_duplicates.h"

#include <numeric>

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

} // namespace

NearDuplicateIndex::NearDuplicateIndex()
    : m_heads(kPieces * kBuckets, 0)
{
}

void NearDuplicateIndex::add(std::uint32_t key, std::uint64_t hash)
{
    m_hashes.push_back(hash);
    m_keys.push_back(key);
    const auto entry = static_cast<std::uint32_t>(m_keys.size()); // one more than its place, so that 0 ends a chain
    for (std::size_t piece = 0; piece < kPieces; ++piece) {
        std::uint32_t &head = m_heads[bucketOf(hash, piece)];
        m_next.push_back(head);
        head = entry;
    }
}

void NearDuplicateIndex::find(std::uint64_t hash, const std::function<bool(std::uint32_t)> &visit) const
{
    for (std::size_t piece = 0; piece < kPieces; ++piece) {
        for (std::size_t flip = 0; flip <= kPieceBits; ++flip) {
            const std::uint64_t bit = flip == 0 ? 0 : std::uint64_t{1} << (piece * kPieceBits + flip - 1);
            for (std::uint32_t entry = m_heads[bucketOf(hash ^ bit, piece)]; entry != 0;
                 entry = m_next[(entry - 1) * kPieces + piece]) {
                if (hashDistance(m_hashes[entry - 1], hash) <= kNearHash && !visit(m_keys[entry - 1]))
                    return;
            }
        }
    }
}

std::vector<std::uint32_t> nearDuplicateGroups(std::size_t count,
                                               const std::function<const Appearance &(std::size_t)> &appearance,
                                               const std::function<bool(std::size_t)> &use)
{
    std::vector<std::uint32_t> groups(count);
    std::iota(groups.begin(), groups.end(), std::uint32_t{0});
    NearDuplicateIndex index; // of pictures that equal no earlier one: ten thousand copies of one cost one entry
    for (std::size_t i = 0; i < count; ++i) {
        if (!use(i))
            continue;
        const Appearance &own = appearance(i);
        bool copy = false;
        index.find(own.hash, [&](std::uint32_t other) {
            const Appearance &its = appearance(other);
            if (!nearlyEqual(own, its))
                return true;
            const std::uint32_t mine = leaderOf(groups, static_cast<std::uint32_t>(i));
            const std::uint32_t leader = leaderOf(groups, other);
            groups[std::max(mine, leader)] = std::min(mine, leader);
            copy = own == its;
            return !copy;
        });
        if (!copy)
            index.add(static_cast<std::uint32_t>(i), own.hash);
    }
    for (std::size_t i = 0; i < count; ++i)
        groups[i] = leaderOf(groups, static_cast<std::uint32_t>(i));
    return groups;
}

} // namespace imago::dataset
