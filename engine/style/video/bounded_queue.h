// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <stop_token>
#include <utility>

namespace imago::style::video {

/// Hands things from one thread to another, at most `capacity` of them waiting. Threads: any.
template <typename Type>
class BoundedQueue
{
public:
    explicit BoundedQueue(std::size_t capacity)
        : m_capacity(capacity)
    {
    }

    /// Waits for room. False when `stop` came first.
    bool put(Type thing, const std::stop_token &stop)
    {
        std::unique_lock lock(m_mutex);
        if (!m_changed.wait(lock, stop, [this] { return m_waiting.size() < m_capacity; }))
            return false;
        m_waiting.push_back(std::move(thing));
        m_changed.notify_all();
        return true;
    }

    /// Nothing more will be put.
    void close()
    {
        const std::scoped_lock lock(m_mutex);
        m_isClosed = true;
        m_changed.notify_all();
    }

    /// Waits for the next. Nothing after the last one, or when `stop` came first.
    std::optional<Type> take(const std::stop_token &stop)
    {
        std::unique_lock lock(m_mutex);
        if (!m_changed.wait(lock, stop, [this] { return m_isClosed || !m_waiting.empty(); }) || m_waiting.empty())
            return std::nullopt;
        Type thing = std::move(m_waiting.front());
        m_waiting.pop_front();
        m_changed.notify_all();
        return thing;
    }

private:
    std::size_t m_capacity;
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::deque<Type> m_waiting;
    bool m_isClosed = false;
};

} // namespace imago::style::video
