// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dataset/near_duplicate_index.h"

namespace imago::dataset {

namespace {

constexpr std::size_t kPieces = 4;
constexpr std::size_t kPieceBits = 16;
constexpr std::size_t kBuckets = std::size_t{1} << kPieceBits;

std::size_t bucketOf(std::uint64_t hash, std::size_t piece)
{
    return piece * kBuckets + (hash >> (piece * kPieceBits) & (kBuckets - 1));
}

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

} // namespace imago::dataset
