// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/jobs/outbox.h"

#include <utility>

namespace imago::jobs {

bool Outbox::put(Event event)
{
    // What is replaced swaps into `event`, so that an old picture's memory is given back outside the lock.
    const std::scoped_lock lock(m_mutex);
    std::visit([this](auto &e) { keep(e); }, event);
    return !std::exchange(m_readerWoken, true);
}

std::vector<Event> Outbox::takeAll()
{
    std::optional<Frame> frame;
    std::optional<Progress> progress;
    std::vector<Finished> endings;
    {
        const std::scoped_lock lock(m_mutex);
        frame.swap(m_frame);
        progress.swap(m_progress);
        endings.swap(m_endings);
        m_readerWoken = false;
    }
    std::vector<Event> events;
    events.reserve(endings.size() + 2);
    if (frame)
        events.emplace_back(std::move(*frame));
    if (progress)
        events.emplace_back(*progress);
    for (Finished &ending : endings)
        events.emplace_back(std::move(ending));
    return events;
}

void Outbox::keep(Frame &frame)
{
    if (!m_frame)
        m_frame.emplace(std::move(frame));
    else if (frame.ticket >= m_frame->ticket)
        std::swap(*m_frame, frame);
}

void Outbox::keep(Progress &progress)
{
    m_progress = progress;
}

void Outbox::keep(Finished &finished)
{
    m_endings.push_back(std::move(finished));
}

} // namespace imago::jobs
