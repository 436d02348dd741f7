// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/camera_work.h"

#include "app/studio/live_size.h"
#include "app/video_module.h"
#include "engine/files/resample.h"
#include "engine/style/photo.h"

#include <QCoreApplication>

#include <algorithm>
#include <chrono>
#include <utility>

namespace imago::app {

namespace {

constexpr std::uint64_t kSettled = 12; // the picture by which a camera has found its exposure

/// The clip that is being recorded, as wanted.
class Recording
{
public:
    Recording(CameraView &view, const CameraNews &news, const video::ClipInfo &live)
        : m_view(view)
        , m_news(news)
        , m_live(live)
    {
    }

    void take(const video::Frame &frame)
    {
        const auto wanted = m_view.wantedFile();
        if (m_file && wanted != m_file)
            finish();
        if (wanted && !m_file)
            begin(*wanted);
        if (!m_recorder)
            return;
        if (Status added = m_recorder->add(frame); !added)
            fail(std::move(added).error());
    }

    void finish()
    {
        const auto file = std::exchange(m_file, std::nullopt);
        const auto recorder = std::exchange(m_recorder, nullptr);
        if (!recorder)
            return;
        const Result<int> frames = recorder->finish();
        m_news.recorded(frames ? Result<std::filesystem::path>(*file) : tl::unexpected(frames.error()));
    }

private:
    void begin(const std::filesystem::path &file)
    {
        m_file = file;
        std::error_code failed;
        std::filesystem::create_directories(file.parent_path(), failed); // the recorder says why it can't write
        const Result<const VideoFactory *> factory = openVideoModule();
        auto recorder = factory ? (*factory)->recordClip(file, m_live) : tl::unexpected(factory.error());
        if (recorder)
            m_recorder = std::move(*recorder);
        else
            fail(std::move(recorder).error());
    }

    void fail(Error error)
    {
        m_recorder.reset();
        m_news.recorded(tl::unexpected(std::move(error)));
    }

    CameraView &m_view;
    const CameraNews &m_news;
    const video::ClipInfo &m_live;
    std::optional<std::filesystem::path> m_file;
    std::unique_ptr<video::Recorder> m_recorder;
};

Result<jobs::Ending> readOn(video::LiveSource &live, CameraView &view, const CameraNews &news,
                            const std::stop_token &stop)
{
    Recording recording(view, news, live.info());
    for (std::uint64_t number = 1;; ++number) {
        Result<std::optional<video::Frame>> frame = live.next(stop);
        if (!frame || !*frame) {
            recording.finish();
            return frame ? Result<jobs::Ending>(jobs::Ending::Stopped) : tl::unexpected(std::move(frame).error());
        }
        if (view.isMirrored())
            (*frame)->picture = (*frame)->picture.mirrored();
        recording.take(**frame);
        if (number == kSettled)
            news.sample(ui::makeSourcePicture((*frame)->picture, QCoreApplication::translate("CameraShow", "Camera")));
        view.put(std::make_shared<const Image>(std::move((*frame)->picture)),
                 live.info().timeBase.seconds((*frame)->time));
    }
}

/// What one look makes of the pictures that come.
class LivePainting
{
public:
    LivePainting(StylePainter &painter, const ui::StyleState &look, int threads)
        : m_painter(painter)
        , m_look(look)
        , m_threads(threads)
    {
    }

    /// Null when the job's stop came first.
    Result<ImagePtr> paint(const CameraView::Picture &picture, jobs::JobContext &job)
    {
        using Clock = std::chrono::steady_clock;
        const Clock::time_point begun = Clock::now();
        const Size size = picture.photo->size();
        const bool smaller = std::max(size.width, size.height) > m_size.side();
        const Image photo =
            smaller ? files::resample(*picture.photo, style::fitted(size, m_size.side())) : *picture.photo;
        Result<Image> painted = m_painter.paint(m_look, photo, std::nullopt, m_threads, job);
        if (painted && painted->empty())
            return nullptr;
        if (painted && m_look.video.smooth > 0.0)
            painted = smoothed(photo, *std::move(painted), picture.seconds);
        if (!painted)
            return tl::unexpected(std::move(painted).error());
        auto shown = std::make_shared<const Image>(painted->converted(PixelFormat::Rgba8));
        if (smaller)
            m_size.took(std::chrono::duration<double>(Clock::now() - begun).count());
        return shown;
    }

private:
    Result<Image> smoothed(const Image &photo, Image painted, double seconds)
    {
        if (m_blend == nullptr) {
            const Result<const VideoFactory *> factory = openVideoModule();
            if (!factory)
                return tl::unexpected(factory.error());
            m_blend = (*factory)->makeLiveBlend(m_look.video.smooth);
        }
        return m_blend->next(photo, std::move(painted), seconds);
    }

    StylePainter &m_painter;
    const ui::StyleState &m_look;
    int m_threads;
    LiveSize m_size;
    std::unique_ptr<style::LiveBlend> m_blend; ///< Null: not needed yet.
};

} // namespace

CameraTools realCameras()
{
    CameraTools tools;
    tools.list = []() -> Result<std::vector<video::CameraInfo>> {
        const Result<const VideoFactory *> factory = openVideoModule();
        return factory ? (*factory)->cameras() : tl::unexpected(factory.error());
    };
    tools.open = [](const std::string &id) -> Result<std::unique_ptr<video::LiveSource>> {
        const Result<const VideoFactory *> factory = openVideoModule();
        return factory ? (*factory)->openCamera(id) : tl::unexpected(factory.error());
    };
    return tools;
}

CameraTools clipAsCamera(const std::filesystem::path &clip)
{
    CameraTools tools;
    tools.list = [clip] { return std::vector<video::CameraInfo>{{clip.string(), clip.stem().string()}}; };
    tools.open = [](const std::string &id) -> Result<std::unique_ptr<video::LiveSource>> {
        const Result<const VideoFactory *> factory = openVideoModule();
        return factory ? (*factory)->playAsCamera(id) : tl::unexpected(factory.error());
    };
    return tools;
}

void CameraView::put(ImagePtr photo, double seconds)
{
    {
        const std::scoped_lock lock(m_mutex);
        m_newest = {std::move(photo), seconds, m_newest.number + 1};
    }
    m_came.notify_all();
}

CameraView::Picture CameraView::newer(std::uint64_t than, const std::stop_token &stop)
{
    std::unique_lock lock(m_mutex);
    const bool came = m_came.wait(lock, stop, [&] { return m_newest.number > than; });
    return came ? m_newest : Picture();
}

void CameraView::show(Shown shown)
{
    const std::scoped_lock lock(m_mutex);
    m_shown = std::move(shown);
}

CameraView::Shown CameraView::shown() const
{
    const std::scoped_lock lock(m_mutex);
    return m_shown;
}

void CameraView::mirror(bool on)
{
    const std::scoped_lock lock(m_mutex);
    m_isMirrored = on;
}

bool CameraView::isMirrored() const
{
    const std::scoped_lock lock(m_mutex);
    return m_isMirrored;
}

void CameraView::record(std::optional<std::filesystem::path> file)
{
    const std::scoped_lock lock(m_mutex);
    m_file = std::move(file);
}

std::optional<std::filesystem::path> CameraView::wantedFile() const
{
    const std::scoped_lock lock(m_mutex);
    return m_file;
}

jobs::Work cameraWork(CameraTools tools, std::string id, std::shared_ptr<CameraView> view, CameraNews news)
{
    return [=](jobs::JobContext &job) -> Result<jobs::Ending> {
        Result<std::vector<video::CameraInfo>> found = tools.list();
        if (!found)
            return tl::unexpected(std::move(found).error());
        news.found(*found);
        if (found->empty())
            return jobs::Ending::Completed;
        const auto chosen = std::ranges::find(*found, id, &video::CameraInfo::id);
        const video::CameraInfo &camera = chosen != found->end() ? *chosen : found->front();
        auto live = tools.open(camera.id);
        if (!live) {
            live.error().subject = camera.name;
            return tl::unexpected(std::move(live).error());
        }
        news.opened(camera.id);
        Result<jobs::Ending> ending = readOn(**live, *view, news, job.stopToken());
        if (!ending)
            ending.error().subject = camera.name;
        return ending;
    };
}

jobs::Work livePaintWork(std::shared_ptr<StylePainter> painter, ui::StyleState look, std::shared_ptr<CameraView> view,
                         int threads)
{
    return [=](jobs::JobContext &job) -> Result<jobs::Ending> {
        std::optional<LivePainting> painting;
        if (painter != nullptr && !look.styles.empty())
            painting.emplace(*painter, look, threads);
        CameraView::Picture picture;
        for (;;) {
            picture = view->newer(picture.number, job.stopToken());
            if (picture.photo == nullptr)
                return jobs::Ending::Stopped;
            const Result<ImagePtr> painted = painting ? painting->paint(picture, job) : picture.photo;
            if (!painted)
                return tl::unexpected(painted.error());
            if (*painted == nullptr)
                return jobs::Ending::Stopped;
            view->show({*painted, picture.photo});
            job.publish(jobs::Quality::Draft, *painted);
            if (job.stopRequested())
                return jobs::Ending::Stopped;
        }
    };
}

} // namespace imago::app
