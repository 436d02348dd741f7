// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

namespace imago::style {

/// Threads that go over the strips of one layer after another. They live as long as the team: a thread that is only
/// begun waits for its turn, which passes of a millisecond can't afford. One pass at a time.
class StripTeam
{
public:
    /// Up to `threads`, of which the one that calls forEach() is the first.
    explicit StripTeam(int threads);
    ~StripTeam();
    StripTeam(const StripTeam &) = delete;
    StripTeam &operator=(const StripTeam &) = delete;

    /// Runs `work(0)` to `work(count - 1)`, each once, and waits for them all. After `stop` no more are begun: false
    /// then. `done(finished)` is told by the calling thread only, after each of its own. What `work` throws is thrown
    /// here, once all have ended.
    bool forEach(int count, const std::stop_token &stop, const std::function<void(int)> &work,
                 const std::function<void(int)> &done = {});

private:
    void wait(const std::stop_token &end);

    std::mutex m_mutex;
    std::condition_variable_any m_called;
    std::condition_variable m_ended;
    std::function<void()> m_pass; ///< What the others do too; empty between passes.
    int m_number = 0;             ///< of the pass
    int m_wanted = 0;             ///< Others that may still join it.
    int m_busy = 0;               ///< Others that are at it.
    std::vector<std::jthread> m_others;
};

/// One pass of a team of its own.
bool forEachStrip(int count, int threads, const std::stop_token &stop, const std::function<void(int)> &work,
                  const std::function<void(int)> &done = {});

} // namespace imago::style
