// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/video_export_work.h"

#include "app/clip_files.h"
#include "app/studio/be_nice.h"
#include "app/studio/clip_preview.h"
#include "app/video_module.h"

#include <QDir>

#include <cmath>
#include <thread>
#include <utility>

namespace imago::app {

namespace {

int framesOf(const ui::ChosenClip &chosen)
{
    return std::max(1, static_cast<int>(std::lround((chosen.to - chosen.from) * chosen.clip->info.framesPerSecond)));
}

/// One clip of the export; its frames come after those of the clips before it.
Result<jobs::Ending> paintClip(const VideoFactory &factory, StylePainter &painter, const style::VideoOrder &order,
                               int before, int all, jobs::JobContext &job)
{
    const auto told = [&](const jobs::Progress &progress) {
        if (progress.stage == jobs::Stage::Rendering)
            job.report(progress.stage, before + progress.done, std::max(all, before + progress.done));
    };
    jobs::JobContext part(job.ticket(), [](const jobs::Event &) {}, {job.stopToken(), {}, {}, told});
    auto report = factory.styliseVideo(painter.model(), order, part);
    if (!report && report.error().code == ErrorCode::Incompatible) {
        // What is there was begun with other settings: it is of no use any more.
        style::VideoOrder anew = order;
        anew.resume = false;
        report = factory.styliseVideo(painter.model(), anew, part);
    }
    if (!report) {
        if (report.error().subject.empty())
            report.error().subject = order.clip.filename().string();
        return tl::unexpected(std::move(report).error());
    }
    return *report ? jobs::Ending::Completed : jobs::Ending::Stopped;
}

} // namespace

jobs::Work videoExportWork(std::shared_ptr<StylePainter> painter, const ui::VideoExportRequest &request,
                           const ui::StyleState &state, std::shared_ptr<VideoExportStand> stand,
                           std::shared_ptr<std::atomic<int>> written)
{
    return [=](jobs::JobContext &job) -> Result<jobs::Ending> {
        beNice();
        const Result<const VideoFactory *> factory = openVideoModule();
        if (!factory)
            return tl::unexpected(factory.error());
        std::vector<ui::ChosenClip> clips = state.video.clips;
        if (!request.all)
            clips = {*state.video.shown()};
        std::vector<std::filesystem::path> sources;
        int all = 0;
        for (const ui::ChosenClip &chosen : clips) {
            sources.emplace_back(chosen.clip->file.toStdString());
            all += framesOf(chosen);
        }
        QDir().mkpath(request.folder);
        if (stand->outputs.empty()) {
            stand->outputs = freeStyledClips(sources, request.folder.toStdString(), request.container);
            stand->written.assign(sources.size(), false);
        }
        stand->clips = static_cast<int>(clips.size());

        std::optional<Error> first;
        int before = 0;
        for (std::size_t i = 0; i < clips.size(); ++i) {
            stand->clip = static_cast<int>(i) + 1;
            std::error_code unknown;
            if (stand->written[i] && std::filesystem::exists(stand->outputs[i], unknown)) {
                before += framesOf(clips[i]);
                ++*written;
                continue;
            }
            Result<style::VideoOrder> order = videoOrder(*painter, state, *clips[i].clip);
            if (!order)
                return tl::unexpected(std::move(order).error());
            order->output = stand->outputs[i];
            order->longerSide = request.longerSide;
            order->resume = true;
            order->threads = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
            if (clips[i].from > 0.0)
                order->from = clips[i].from;
            if (clips[i].to < clips[i].clip->seconds)
                order->to = clips[i].to;
            Result<jobs::Ending> ending = paintClip(**factory, *painter, *order, before, all, job);
            before += framesOf(clips[i]);
            if (!ending && !first)
                first = std::move(ending).error();
            else if (ending && *ending == jobs::Ending::Stopped)
                return jobs::Ending::Stopped;
            stand->written[i] = ending.has_value();
            if (ending)
                ++*written;
        }
        if (first)
            return tl::unexpected(*std::move(first));
        return jobs::Ending::Completed;
    };
}

} // namespace imago::app
