// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/jobs/time_left.h"

#include <cmath>

namespace imago::jobs {

namespace {

constexpr std::chrono::seconds kWhile{30};
constexpr std::chrono::seconds kLeast{1};
constexpr std::chrono::seconds kShortestPause{5};
constexpr int kOfUsual = 10;

} // namespace

bool isPause(TimeLeft::Clock::duration taken, TimeLeft::Clock::duration usual) noexcept
{
    return taken > kShortestPause && taken > kOfUsual * usual;
}

std::optional<std::chrono::seconds> TimeLeft::update(int done, int total, Clock::time_point now)
{
    if (m_marks.size() > 1 && done > m_marks.back().done) {
        const auto usual = (m_marks.back().when - m_marks.front().when) / (m_marks.back().done - m_marks.front().done);
        if (isPause(now - m_marks.back().when, usual * (done - m_marks.back().done)))
            m_marks.clear();
    }
    if (m_marks.empty() || done > m_marks.back().done)
        m_marks.push_back({done, now});
    while (m_marks.size() > 2 && now - m_marks[1].when > kWhile)
        m_marks.pop_front();
    const Mark &first = m_marks.front();
    if (total <= 0 || done <= first.done || now - first.when < kLeast)
        return std::nullopt;
    const double pace = std::chrono::duration<double>(now - first.when).count() / (done - first.done);
    return std::chrono::seconds(static_cast<long long>(std::ceil(pace * (total - done))));
}

} // namespace imago::jobs
