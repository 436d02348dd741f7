// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/train/sample_source.h"

#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <thread>
#include <vector>

namespace imago::train {

/// A bounded window of samples in a memory-mapped file, filled ahead of the trainer by worker threads.
///
/// Sample i lives in slot i modulo the capacity, so memory and disk never grow. What a former run left in the file
/// is taken over where its checksum is right: resuming draws again only what is missing. Nothing is drawn before the
/// first require() or await().
///
/// Guarantees: what sample() returns depends on the source and the index alone.
/// Threads: one reader; the workers are the pool's own and join in its destructor.
class SamplePool
{
public:
    /// Errors: FileUnwritable, DiskFull (the file is allocated in full at once).
    static Result<std::unique_ptr<SamplePool>> open(std::shared_ptr<const SampleSource> source,
                                                    const std::filesystem::path &file, std::size_t capacity,
                                                    int threads);
    ~SamplePool();
    SamplePool(const SamplePool &) = delete;
    SamplePool &operator=(const SamplePool &) = delete;

    /// Waits until every sample of [first, last) is there; the workers go on with those after `last` while the
    /// capacity lasts. `first` and `last` never fall. Returns how many of them had to be waited for.
    /// Errors: what drawing a sample reported. Requires: last - first <= capacity.
    Result<std::size_t> require(std::uint64_t first, std::uint64_t last);

    /// As require(), but waits no longer than `patience`. Returns how many are still missing.
    Result<std::size_t> await(std::uint64_t first, std::uint64_t last, std::chrono::milliseconds patience);

    /// A sample of the last required range; valid until the next require().
    std::span<const std::uint8_t> sample(std::uint64_t index) const;

    /// Samples drawn by this pool so far (not those taken over from a former run).
    std::uint64_t drawn() const;

private:
    struct Slot;
    SamplePool(std::shared_ptr<const SampleSource> source, std::size_t capacity);

    Slot *slot(std::uint64_t index) const;
    void takeOver();
    void work(std::stop_token quit);
    std::optional<std::uint64_t> nextMissing();
    void want(std::uint64_t first, std::uint64_t last); ///< The three below: with the lock held.
    std::size_t missing() const;
    Result<std::size_t> unlessFailed(std::size_t count) const;

    std::shared_ptr<const SampleSource> m_source;
    std::size_t m_capacity;
    std::size_t m_slotBytes;
    std::uint8_t *m_memory = nullptr;
    std::size_t m_memoryBytes = 0;

    mutable std::mutex m_mutex;
    std::condition_variable_any m_wanted;
    std::condition_variable m_filled;
    std::vector<std::uint64_t> m_present; ///< Per slot: the index it holds, plus one; 0 is empty or being filled.
    std::uint64_t m_first = 0;
    std::uint64_t m_last = 0;
    std::uint64_t m_cursor = 0; ///< The next index a worker looks at.
    std::uint64_t m_drawn = 0;
    std::optional<Error> m_error;
    std::vector<std::jthread> m_workers; ///< Last: they join before the rest goes.
};

} // namespace imago::train
