// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/jobs/event.h"
#include "tests/support/gate.h"

#include <mutex>
#include <vector>

namespace imago::test {

/// A sink that remembers every event, for looking at afterwards.
class EventLog
{
public:
    jobs::EventSink sink()
    {
        return [this](jobs::Event event) {
            const bool ends = std::holds_alternative<jobs::Finished>(event);
            {
                const std::scoped_lock lock(m_mutex);
                m_events.push_back(std::move(event));
            }
            m_any.arrive();
            if (ends)
                m_endings.arrive();
        };
    }

    void waitForEvents(int count) { m_any.waitForArrivals(count); }
    void waitForEndings(int count) { m_endings.waitForArrivals(count); }

    std::vector<jobs::Event> events() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_events;
    }

    template <typename T>
    std::vector<T> all() const
    {
        std::vector<T> found;
        for (const jobs::Event &event : events()) {
            if (const T *one = std::get_if<T>(&event))
                found.push_back(*one);
        }
        return found;
    }

    /// How the ticket ended. Requires: it did.
    Result<jobs::Ending> ending(jobs::Ticket ticket) const
    {
        for (const jobs::Finished &finished : all<jobs::Finished>()) {
            if (finished.ticket == ticket)
                return finished.result;
        }
        return fail(ErrorCode::Internal, "this ticket has not ended");
    }

private:
    mutable std::mutex m_mutex;
    std::vector<jobs::Event> m_events;
    Gate m_any;
    Gate m_endings;
};

} // namespace imago::test
