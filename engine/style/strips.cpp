// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/style/strips.h"

#include <algorithm>
#include <atomic>
#include <exception>

namespace imago::style {

StripTeam::StripTeam(int threads)
{
    for (int i = 1; i < threads; ++i)
        m_others.emplace_back([this](const std::stop_token &end) { wait(end); });
}

StripTeam::~StripTeam() = default; // the threads are told to end, and are waited for, before the rest goes

void StripTeam::wait(const std::stop_token &end)
{
    std::unique_lock lock(m_mutex);
    int seen = 0;
    while (m_called.wait(lock, end, [&] { return m_wanted > 0 && m_number != seen; })) {
        seen = m_number;
        --m_wanted;
        ++m_busy;
        lock.unlock();
        m_pass();
        lock.lock();
        if (--m_busy == 0)
            m_ended.notify_one();
    }
}

bool StripTeam::forEach(int count, const std::stop_token &stop, const std::function<void(int)> &work,
                        const std::function<void(int)> &done)
{
    std::atomic<int> next = 0;
    std::atomic<int> finished = 0;
    std::mutex mutex;
    std::exception_ptr failure;
    const auto take = [&](bool tells) {
        try {
            while (!stop.stop_requested()) {
                const int index = next++;
                if (index >= count)
                    break;
                work(index);
                const int sofar = ++finished;
                if (tells && done)
                    done(sofar);
            }
        } catch (...) {
            const std::scoped_lock lock(mutex);
            failure = std::current_exception();
            next = count;
        }
    };
    {
        const std::scoped_lock lock(m_mutex);
        m_pass = [&take] { take(false); };
        ++m_number;
        m_wanted = std::min(static_cast<int>(m_others.size()), count - 1);
    }
    m_called.notify_all();
    take(true);
    {
        std::unique_lock lock(m_mutex);
        m_wanted = 0; // nothing is left for those who have not joined
        m_ended.wait(lock, [this] { return m_busy == 0; });
    }
    if (failure)
        std::rethrow_exception(failure);
    return finished == count;
}

bool forEachStrip(int count, int threads, const std::stop_token &stop, const std::function<void(int)> &work,
                  const std::function<void(int)> &done)
{
    StripTeam team(std::min(threads, count));
    return team.forEach(count, stop, work, done);
}

} // namespace imago::style
