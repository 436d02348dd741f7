// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/sample_pool.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

namespace imago::train {

// The head of each slot; the sample follows. `checksum` is written last, so a half-filled slot is never believed.
struct SamplePool::Slot
{
    std::uint64_t index;
    std::uint64_t fingerprint;
    std::uint64_t checksum;
    std::uint64_t reserved;

    std::uint8_t *data() { return reinterpret_cast<std::uint8_t *>(this + 1); }
};

namespace {

constexpr int kPolite = 5;

// FNV-1a over 64-bit words: not for security, only to tell a torn slot from a whole one.
std::uint64_t checksumOf(std::uint64_t index, std::uint64_t fingerprint, std::span<const std::uint8_t> data)
{
    constexpr std::uint64_t kPrime = 0x100000001B3ULL;
    std::uint64_t state = 0xCBF29CE484222325ULL;
    const auto add = [&state](std::uint64_t word) {
        state = (state ^ word) * kPrime;
        state ^= state >> 29;
    };
    add(index);
    add(fingerprint);
    std::size_t at = 0;
    for (; at + 8 <= data.size(); at += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, data.data() + at, 8);
        add(word);
    }
    for (; at < data.size(); ++at)
        add(data[at]);
    return state | 1; // never 0, the mark of an empty slot
}

Error systemError(const std::filesystem::path &file)
{
    const ErrorCode code = errno == ENOSPC ? ErrorCode::DiskFull : ErrorCode::FileUnwritable;
    return fail(code, std::strerror(errno), file.filename().string()).value();
}

} // namespace

Result<std::unique_ptr<SamplePool>> SamplePool::open(std::shared_ptr<const SampleSource> source,
                                                     const std::filesystem::path &file, std::size_t capacity,
                                                     int threads)
{
    std::unique_ptr<SamplePool> pool(new SamplePool(std::move(source), capacity));
    pool->m_memoryBytes = pool->m_slotBytes * capacity;
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (descriptor < 0)
        return tl::unexpected(systemError(file));
    const auto length = static_cast<off_t>(pool->m_memoryBytes);
    // A sparse file could run out of disk under the mapping, and that is a signal, not an error code.
    errno = ftruncate(descriptor, length) == 0 ? posix_fallocate(descriptor, 0, length) : errno;
    void *memory = MAP_FAILED;
    if (errno == 0)
        memory = mmap(nullptr, pool->m_memoryBytes, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
    if (memory == MAP_FAILED) {
        const Error error = systemError(file);
        ::close(descriptor);
        return tl::unexpected(error);
    }
    ::close(descriptor);
    pool->m_memory = static_cast<std::uint8_t *>(memory);
    pool->takeOver();
    for (int i = 0; i < std::max(threads, 1); ++i)
        pool->m_workers.emplace_back([raw = pool.get()](std::stop_token quit) { raw->work(quit); });
    return pool;
}

SamplePool::SamplePool(std::shared_ptr<const SampleSource> source, std::size_t capacity)
    : m_source(std::move(source))
    , m_capacity(capacity)
    , m_slotBytes((sizeof(Slot) + m_source->sampleBytes() + 63) / 64 * 64)
    , m_present(capacity, 0)
{
}

SamplePool::~SamplePool()
{
    for (std::jthread &worker : m_workers)
        worker.request_stop();
    m_workers.clear();
    if (m_memory != nullptr)
        munmap(m_memory, m_memoryBytes);
}

SamplePool::Slot *SamplePool::slot(std::uint64_t index) const
{
    return reinterpret_cast<Slot *>(m_memory + (index % m_capacity) * m_slotBytes);
}

void SamplePool::takeOver()
{
    for (std::size_t i = 0; i < m_capacity; ++i) {
        Slot *old = slot(i);
        if (old->checksum == 0 || old->fingerprint != m_source->fingerprint() || old->index % m_capacity != i)
            continue;
        if (old->checksum == checksumOf(old->index, old->fingerprint, {old->data(), m_source->sampleBytes()}))
            m_present[i] = old->index + 1;
    }
}

std::optional<std::uint64_t> SamplePool::nextMissing()
{
    if (m_last == 0) // where a training begins, its first require() tells
        return std::nullopt;
    m_cursor = std::max(m_cursor, m_first);
    // Slots of [m_first, m_last) are in use; the rest of the ring may be filled ahead.
    while (m_cursor < m_first + m_capacity) {
        const std::uint64_t index = m_cursor++;
        if (m_present[index % m_capacity] != index + 1)
            return index;
    }
    return std::nullopt;
}

void SamplePool::work(std::stop_token quit)
{
    // Drawing ahead leaves the processors to the trainer; while that waits they are free anyway.
    setpriority(PRIO_PROCESS, 0, getpriority(PRIO_PROCESS, 0) + kPolite); // this thread's alone on Linux
    while (!quit.stop_requested()) {
        std::uint64_t index = 0;
        {
            std::unique_lock lock(m_mutex);
            std::optional<std::uint64_t> next;
            m_wanted.wait(lock, quit, [&] { return m_error || (next = nextMissing()).has_value(); });
            if (quit.stop_requested() || m_error)
                return;
            index = *next;
            m_present[index % m_capacity] = 0;
        }
        Slot *target = slot(index);
        const std::span<std::uint8_t> data(target->data(), m_source->sampleBytes());
        target->checksum = 0;
        const Status drawn = m_source->draw(index, data);
        if (drawn) {
            target->index = index;
            target->fingerprint = m_source->fingerprint();
            target->checksum = checksumOf(index, target->fingerprint, data);
        }
        const std::scoped_lock lock(m_mutex);
        if (drawn) {
            m_present[index % m_capacity] = index + 1;
            ++m_drawn;
        } else {
            m_error = drawn.error();
        }
        m_filled.notify_all();
    }
}

void SamplePool::want(std::uint64_t first, std::uint64_t last)
{
    m_first = std::max(m_first, first);
    m_last = std::max(m_last, last);
    m_wanted.notify_all();
}

std::size_t SamplePool::missing() const
{
    std::size_t count = 0;
    for (std::uint64_t i = m_first; i < m_last; ++i)
        count += m_present[i % m_capacity] == i + 1 ? 0 : 1;
    return count;
}

Result<std::size_t> SamplePool::unlessFailed(std::size_t count) const
{
    if (m_error)
        return tl::unexpected(*m_error);
    return count;
}

Result<std::size_t> SamplePool::require(std::uint64_t first, std::uint64_t last)
{
    std::unique_lock lock(m_mutex);
    want(first, last);
    const std::size_t waited = missing();
    m_filled.wait(lock, [&] { return m_error.has_value() || missing() == 0; });
    return unlessFailed(waited);
}

Result<std::size_t> SamplePool::await(std::uint64_t first, std::uint64_t last, std::chrono::milliseconds patience)
{
    std::unique_lock lock(m_mutex);
    want(first, last);
    m_filled.wait_for(lock, patience, [&] { return m_error.has_value() || missing() == 0; });
    return unlessFailed(missing());
}

std::span<const std::uint8_t> SamplePool::sample(std::uint64_t index) const
{
    return {slot(index)->data(), m_source->sampleBytes()};
}

std::uint64_t SamplePool::drawn() const
{
    const std::scoped_lock lock(m_mutex);
    return m_drawn;
}

} // namespace imago::train
