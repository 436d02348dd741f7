// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/style/video/frame_lane.h"

#include "engine/style/region.h"
#include "engine/style/stylise.h"

#include <algorithm>
#include <exception>
#include <new>
#include <thread>
#include <utility>

namespace imago::style::video {

namespace {

// What a stage's thread runs: nothing thrown leaves it.
template <typename Work, typename Failed>
void guarded(const Work &work, const Failed &failed)
{
    try {
        work();
    } catch (const std::bad_alloc &) {
        failed(Error{ErrorCode::OutOfMemory, {}, "there is not enough memory for frames of this size",
                     std::source_location::current()});
    } catch (const std::exception &error) {
        failed(Error{ErrorCode::Internal, {}, error.what(), std::source_location::current()});
    }
}

} // namespace

FrameLane::FrameLane(StyleModel &model, const VideoOrder &order, jobs::JobContext &context, FrameSource &source,
                     StretchWriter &writer)
    : m_model(model)
    , m_order(order)
    , m_context(context)
    , m_source(source)
    , m_writer(writer)
{
}

void FrameLane::setExpected(std::int64_t done, std::int64_t total)
{
    m_done = done;
    m_total = total;
}

void FrameLane::fail(Error error)
{
    {
        const std::scoped_lock lock(m_mutex);
        if (!m_error)
            m_error = std::move(error);
    }
    m_end.request_stop();
}

void FrameLane::read()
{
    for (;;) {
        Result<std::optional<Step>> step = m_source.next(m_end.get_token());
        if (!step)
            return fail(std::move(step).error());
        if (!*step || !m_steps.put(*std::move(*step), m_end.get_token()))
            break;
    }
    m_steps.close();
}

void FrameLane::write()
{
    while (std::optional<Painted> next = m_painted.take(m_end.get_token())) {
        Result<Image> frame = m_writer.add(next->step, std::move(next->picture));
        if (!frame)
            return fail(std::move(frame).error());
        if (m_order.shown) {
            PaintedFrame shown{{frame->converted(PixelFormat::Rgba8), next->step.time, next->step.duration},
                               next->step.photo};
            const std::scoped_lock lock(m_mutex);
            m_shown.push_back(std::move(shown));
        }
    }
    if (m_end.stop_requested())
        return;
    if (Status finished = m_writer.finish(); !finished)
        fail(std::move(finished).error());
}

void FrameLane::tellShown()
{
    std::vector<PaintedFrame> shown;
    {
        const std::scoped_lock lock(m_mutex);
        shown.swap(m_shown);
    }
    for (const PaintedFrame &frame : shown)
        m_order.shown(frame);
}

// The mixture, moved towards the photo's own style by the strength: by the shot's, since one of its own for every frame
// would let the strokes swim.
Result<Style> FrameLane::styleFor(const Step &step)
{
    Result<Style> style = mixed(m_order.styles);
    if (!style || m_order.strength >= 1.0)
        return style;
    if (m_ownOf != step.shotBegin) {
        Result<Style> own = m_model.styleOf(*step.shotBegin);
        if (!own)
            return own;
        m_own = std::move(*own);
        m_ownOf = step.shotBegin;
    }
    return between(*m_own, *style, m_order.strength);
}

Result<Image> FrameLane::paint(const Step &step)
{
    const Result<Style> style = styleFor(step);
    if (!style)
        return tl::unexpected(style.error());
    jobs::JobContext context(m_context.ticket(), [](const jobs::Event &) {}, {m_end.get_token(), {}, {}, {}});
    Result<Image> picture = m_model.paint(*step.photo, *style, m_order.structure, m_order.threads, context);
    if (!picture || picture->empty())
        return picture;
    if (m_order.colors == ColorKeeping::None && m_order.strength >= 1.0)
        return picture;
    const Image photo = step.photo->converted(PixelFormat::Rgba16); // what both of these ask for
    if (!keepColors(*picture, photo, m_order.colors, m_order.threads, m_end.get_token()))
        return Image();
    if (m_order.strength < 1.0 &&
        !blend(*picture, photo, paintedShare(m_order.strength), m_order.threads, m_end.get_token()))
        return Image();
    return picture;
}

Result<bool> FrameLane::run()
{
    const std::stop_callback stopped(m_context.stopToken(), [this] { m_end.request_stop(); });
    {
        const auto failed = [this](Error error) { fail(std::move(error)); };
        const std::jthread reader([&] { guarded([this] { read(); }, failed); });
        const std::jthread writer([&] { guarded([this] { write(); }, failed); });
        const auto work = [this] {
            while (std::optional<Step> step = m_steps.take(m_end.get_token())) {
                if (m_frames == 0 && m_startsAtFirstFrame) {
                    m_shift = step->time;
                    m_writer.setShift(m_shift); // the writer has no frame yet
                }
                Result<Image> picture = paint(*step);
                if (!picture)
                    return fail(std::move(picture).error());
                if (picture->empty())
                    break;
                m_shots += step->motion ? 0 : 1;
                if (!m_painted.put({*std::move(step), *std::move(picture)}, m_end.get_token()))
                    break;
                ++m_frames;
                const std::int64_t done = m_done + m_frames;
                m_context.report(jobs::Stage::Rendering, static_cast<int>(done),
                                 static_cast<int>(m_total > 0 ? std::max(m_total, done) : 0));
                tellShown();
            }
            m_painted.close();
        };
        guarded(work, failed);
    }
    if (m_error)
        return tl::unexpected(*std::exchange(m_error, std::nullopt));
    if (m_context.stopRequested())
        return false;
    tellShown();
    return true;
}

} // namespace imago::style::video
