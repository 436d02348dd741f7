// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <stdexcept>

namespace imago::test {

/// Where threads of a test meet, instead of sleeping: those that pass() wait until open(), and the test can
/// wait until they have arrived. A gate that is never opened throws after a minute, so that a broken test
/// fails.
class Gate
{
public:
    /// Lets everybody through from now on.
    void open()
    {
        const std::scoped_lock lock(m_mutex);
        m_open = true;
        m_changed.notify_all();
    }

    /// Arrives, then waits for open().
    void pass()
    {
        std::unique_lock lock(m_mutex);
        ++m_arrived;
        m_changed.notify_all();
        wait(lock, [this] { return m_open; });
    }

    /// Arrives and goes on; for counting things that happened.
    void arrive()
    {
        const std::scoped_lock lock(m_mutex);
        ++m_arrived;
        m_changed.notify_all();
    }

    /// Waits until `count` have arrived in all.
    void waitForArrivals(int count = 1)
    {
        std::unique_lock lock(m_mutex);
        wait(lock, [this, count] { return m_arrived >= count; });
    }

    int arrived() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_arrived;
    }

private:
    template <typename Predicate>
    void wait(std::unique_lock<std::mutex> &lock, Predicate predicate)
    {
        // An absolute time of the system clock: ThreadSanitizer of GCC 12 doesn't know the wait on a steady
        // one.
        const auto deadline = std::chrono::system_clock::now() + std::chrono::minutes(1);
        if (!m_changed.wait_until(lock, deadline, predicate))
            throw std::runtime_error("nobody came to the gate");
    }

    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_open = false;
    int m_arrived = 0;
};

} // namespace imago::test
