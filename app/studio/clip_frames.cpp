// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/clip_frames.h"

#include "app/video_module.h"

#include <utility>

namespace imago::app {

Result<ui::SourcePtr> ClipFrames::at(const ui::SourceClip &clip, double seconds, const std::stop_token &stop)
{
    if (clip.id == m_clip && seconds == m_seconds)
        return latest();
    const Result<const VideoFactory *> factory = openVideoModule();
    if (!factory)
        return tl::unexpected(factory.error());
    Result<std::vector<video::Frame>> read =
        (*factory)->readPosters(clip.file.toStdString(), {seconds}, kSide, stop);
    if (!read)
        return tl::unexpected(std::move(read).error());
    if (read->empty() || stop.stop_requested())
        return nullptr;
    ui::SourcePtr frame = ui::makeSourcePicture(std::move(read->front().picture), clip.name, clip.file);
    const std::scoped_lock lock(m_mutex);
    m_clip = clip.id;
    m_seconds = seconds;
    m_latest = std::move(frame);
    return m_latest;
}

ui::SourcePtr ClipFrames::latest() const
{
    const std::scoped_lock lock(m_mutex);
    return m_latest;
}

} // namespace imago::app
