// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/clip_preview.h"

#include "app/video_module.h"

#include <algorithm>
#include <utility>

namespace imago::app {

Result<style::VideoOrder> videoOrder(StylePainter &painter, const ui::StyleState &state, const ui::SourceClip &clip)
{
    style::VideoOrder order;
    order.clip = clip.file.toStdString();
    for (const ui::ChosenStyle &chosen : state.styles) {
        if (chosen.weight <= 0.0)
            continue;
        Result<style::Style> read = painter.styleOf(*chosen.source);
        if (!read)
            return tl::unexpected(std::move(read).error());
        order.styles.push_back({*std::move(read), chosen.weight});
    }
    order.strength = state.strength;
    order.structure = state.structure;
    order.colors = state.colors;
    order.smooth = state.video.smooth;
    return order;
}

void ClipPreview::add(Shown shown)
{
    const std::scoped_lock lock(m_mutex);
    m_frames.push_back(std::move(shown));
}

std::size_t ClipPreview::size() const
{
    const std::scoped_lock lock(m_mutex);
    return m_frames.size();
}

ClipPreview::Shown ClipPreview::at(std::size_t index) const
{
    const std::scoped_lock lock(m_mutex);
    return m_frames[index];
}

jobs::Work previewWork(std::shared_ptr<StylePainter> painter, const ui::StyleState &state, double seconds,
                       std::shared_ptr<ClipPreview> preview, int threads)
{
    return [=, clip = state.video.shown()->clip](jobs::JobContext &job) -> Result<jobs::Ending> {
        const Result<const VideoFactory *> factory = openVideoModule();
        if (!factory)
            return tl::unexpected(factory.error());
        Result<style::VideoOrder> order = videoOrder(*painter, state, *clip);
        if (!order)
            return tl::unexpected(std::move(order).error());
        order->from = seconds;
        order->to = seconds + style::kPreviewSeconds;
        order->longerSide = std::min(ClipPreview::kSide, std::max(clip->info.size.width, clip->info.size.height));
        order->threads = threads;
        order->shown = [&](const style::PaintedFrame &frame) {
            const auto picture = std::make_shared<const Image>(frame.frame.picture);
            preview->add({picture, frame.photo, clip->info.timeBase.seconds(frame.frame.time - clip->info.begin)});
            job.publish(jobs::Quality::Draft, picture);
        };
        const auto report = (*factory)->styliseVideo(painter->model(), *order, job);
        if (!report)
            return tl::unexpected(report.error());
        return *report ? jobs::Ending::Completed : jobs::Ending::Stopped;
    };
}

} // namespace imago::app
