// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

namespace imago::faces {

/// A few threads that draw one picture together. The calling thread is one of them. Tasks of one run() may go
/// to any thread in any order, so each must write to places of its own. They wait between pictures: starting
/// threads for each would cost as much as a small one's tiles.
class Crew
{
public:
    explicit Crew(int threads);
    ~Crew();
    Crew(const Crew &) = delete;
    Crew &operator=(const Crew &) = delete;

    int threads() const { return static_cast<int>(m_threads.size()) + 1; }

    /// What ends the runs of the next picture. Not while one is running.
    void obey(std::stop_token stop) { m_stop = std::move(stop); }

    /// Does task(0) ... task(count - 1) and returns when all are done, or soon after the stop (the rest is
    /// left out). False: stopped.
    bool run(int count, const std::function<void(int)> &task);

private:
    void work();
    void takeTasks();

    std::stop_token m_stop;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    const std::function<void(int)> *m_task = nullptr;
    int m_count = 0;
    std::atomic<int> m_next = 0;
    unsigned m_round = 0;
    int m_busy = 0;
    bool m_over = false;
    std::vector<std::jthread> m_threads;
};

} // namespace imago::faces
