// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/dataset/perceptual_hash.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

namespace imago::dataset {

/// Finds pictures that look nearly equal (perceptual_hash.h), by multi-index hashing (Norouzi, Punjani and Fleet 2012,
/// "Fast Search in Hamming Space with Multi-Index Hashing"): of two hashes that differ in at most 7 bits, one of four
/// 16-bit pieces differs in at most one. Takes 64 bytes a picture.
///
/// Threads: one writer; find() from several while nobody adds.
class NearDuplicateIndex
{
public:
    NearDuplicateIndex();

    /// The key comes back from find().
    void add(std::uint32_t key, std::uint64_t hash);
    /// Calls `visit` with each key whose hash is within kNearHash bits, some of them more than once, until it returns
    /// false.
    void find(std::uint64_t hash, const std::function<bool(std::uint32_t)> &visit) const;

private:
    struct Entry
    {
        std::uint64_t hash;
        std::uint32_t key;
    };
    /// Four times 65,536. What lies in one is looked through in a row: plain pictures have much the same hash, and then
    /// a few of them hold nearly all.
    std::vector<std::vector<Entry>> m_buckets;
};

} // namespace imago::dataset
