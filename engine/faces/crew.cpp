// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/faces/crew.h"

namespace imago::faces {

Crew::Crew(int threads)
{
    for (int i = 1; i < threads; ++i)
        m_threads.emplace_back([this] { work(); });
}

Crew::~Crew()
{
    {
        const std::lock_guard lock(m_mutex);
        m_over = true;
    }
    m_changed.notify_all();
}

void Crew::takeTasks()
{
    while (!m_stop.stop_requested()) {
        const int index = m_next.fetch_add(1, std::memory_order_relaxed);
        if (index >= m_count)
            return;
        (*m_task)(index);
    }
}

bool Crew::run(int count, const std::function<void(int)> &task)
{
    if (m_threads.empty() || count < 2) {
        for (int i = 0; i < count && !m_stop.stop_requested(); ++i)
            task(i);
        return !m_stop.stop_requested();
    }
    {
        const std::lock_guard lock(m_mutex);
        m_task = &task;
        m_count = count;
        m_next = 0;
        m_busy = static_cast<int>(m_threads.size());
        ++m_round;
    }
    m_changed.notify_all();
    takeTasks();
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_busy == 0; });
    return !m_stop.stop_requested();
}

void Crew::work()
{
    unsigned round = 0;
    std::unique_lock lock(m_mutex);
    while (true) {
        m_changed.wait(lock, [&] { return m_over || m_round != round; });
        if (m_over)
            return;
        round = m_round;
        lock.unlock();
        takeTasks();
        lock.lock();
        if (--m_busy == 0)
            m_changed.notify_all();
    }
}

} // namespace imago::faces
