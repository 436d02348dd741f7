// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/style/video/frame_source.h"

#include "engine/style/photo.h"

#include <utility>

namespace imago::style::video {

FrameSource::FrameSource(imago::video::Reader reader, bool findsMotion, std::optional<std::int64_t> until)
    : m_reader(std::move(reader))
    , m_findsMotion(findsMotion)
    , m_until(until)
{
}

Status FrameSource::resume(std::int64_t lastTime, const Carry &carry)
{
    if (Status found = m_reader.seek(lastTime); !found)
        return found;
    Result<std::optional<imago::video::Frame>> last = m_reader.next();
    if (!last)
        return tl::unexpected(std::move(last).error());
    if (!*last || (*last)->time != lastTime)
        return fail(ErrorCode::FileDamaged, "the frame after which to go on is not found; begin anew");
    if (m_findsMotion)
        m_shots.next(opaque(std::move((*last)->picture)));
    if (!carry.shotBegin.empty())
        m_shotBegin = std::make_shared<const Image>(carry.shotBegin);
    return {};
}

Result<std::optional<Step>> FrameSource::next(const std::stop_token &stop)
{
    Result<std::optional<imago::video::Frame>> frame = m_reader.next(stop);
    if (!frame)
        return tl::unexpected(std::move(frame).error());
    if (!*frame || (m_until && (*frame)->time >= *m_until))
        return std::nullopt;
    Step step{(*frame)->time, (*frame)->duration, nullptr, nullptr, nullptr, nullptr};
    Image photo = std::move((*frame)->picture);
    if (!isOpaque(photo)) {
        step.transparency = std::make_shared<const Image>(photo);
        photo = opaque(std::move(photo));
    }
    if (m_findsMotion)
        step.motion = m_shots.next(photo);
    step.photo = std::make_shared<const Image>(std::move(photo));
    if (!m_shotBegin || (m_findsMotion && !step.motion))
        m_shotBegin = step.photo;
    step.shotBegin = m_shotBegin;
    return step;
}

} // namespace imago::style::video
