// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/jobs/job_context.h"

#include <exception>
#include <new>
#include <utility>

namespace imago::jobs {

JobContext::JobContext(Ticket ticket, EventSink sink)
    : JobContext(ticket, std::move(sink), Controls{})
{
}

JobContext::JobContext(Ticket ticket, EventSink sink, Controls controls)
    : m_ticket(ticket)
    , m_sink(std::move(sink))
    , m_controls(std::move(controls))
    , m_begun(std::chrono::steady_clock::now())
{
}

void JobContext::publish(Quality quality, ImagePtr image)
{
    const auto took = std::chrono::steady_clock::now() - m_begun;
    m_sink(Frame{m_ticket, quality, std::move(image),
                 std::chrono::duration_cast<std::chrono::microseconds>(took)});
    if (m_controls.published)
        m_controls.published();
}

void JobContext::report(Stage stage, int done, int total)
{
    const Progress progress{m_ticket, stage, done, total};
    if (m_controls.reported)
        m_controls.reported(progress);
    m_sink(progress);
}

Result<Ending> runGuarded(const Work &work, JobContext &context)
{
    try {
        return work(context);
    } catch (const std::bad_alloc &) {
        return fail(ErrorCode::OutOfMemory, "not enough memory for this work");
    } catch (const std::exception &error) {
        return fail(ErrorCode::Internal, error.what());
    } catch (...) {
        return fail(ErrorCode::Internal, "the work threw something that is not an exception");
    }
}

} // namespace imago::jobs
