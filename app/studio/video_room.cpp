// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/video_room.h"

#include "app/studio/style_room.h"
#include "engine/core/random.h"
#include "ui/canvas/canvas_view.h"
#include "ui/preview/to_qimage.h"
#include "ui/shell/main_window.h"
#include "ui/style/gallery_panel.h"
#include "ui/video/timeline.h"
#include "ui/video/video_bar.h"

#include <QAction>
#include <QEvent>
#include <QMimeData>

#include <bit>
#include <cmath>
#include <thread>
#include <utility>

namespace imago::app {

namespace {

enum Zone { ClipZone, PaintingZone };

int processors()
{
    return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

/// Of a picture of stored pixels, as it is to be seen.
QSize squarePixels(const Image &picture, const ui::SourceClip &clip)
{
    return {static_cast<int>(std::lround(picture.width() * clip.info.pixelAspect.value())), picture.height()};
}

} // namespace

VideoRoom::VideoRoom(StyleRoom &style, TaskRunner &tasks, Settings &settings, QString recordings, QObject *parent)
    : StudioRoom(parent)
    , m_style(style)
    , m_tasks(tasks)
    , m_settings(settings)
    , m_session(style.session())
    , m_history(m_session)
    , m_driver([this] { return mixSeed(ui::clipHash(m_session.state()), std::bit_cast<std::uint64_t>(m_moment)); },
               style.bridge(), style.lane())
    , m_camera(style.bridge(), style.lane(), std::move(recordings))
{
    m_player.setTimerType(Qt::PreciseTimer);
    connect(&m_player, &QTimer::timeout, this, &VideoRoom::playNext);
    connect(&m_driver, &ui::FrameDriver::frameShown, this, &VideoRoom::showFrame);
    connect(&m_driver, &ui::FrameDriver::failed, this, &VideoRoom::failed);
    connect(&m_driver, &ui::FrameDriver::settled, this, [this](const ui::ShownFrame &frame) {
        m_history.setThumbnail(ui::clipHash(m_session.state()), frame.image);
        showGallery(); // not before: the frame comes first
    });
    connect(&style.bridge(), &ui::PreviewBridge::finished, this, &VideoRoom::previewEnded);
    connect(&style, &StyleRoom::known, this, [this] {
        if (m_bar != nullptr)
            m_bar->setCanPaint(m_style.painter() != nullptr);
        if (m_window != nullptr && m_window->room() == ui::Room::Video && !m_camera.isOn())
            m_driver.redraw();
        m_camera.wear(m_style.painter(), look());
        Q_EMIT deviceChanged();
    });
}

VideoRoom::~VideoRoom() = default;

void VideoRoom::join(ui::MainWindow &window)
{
    m_window = &window;
    m_bar = new ui::VideoBar(m_session);
    window.addRoom(ui::Room::Video, {.title = [] { return tr("Video"); },
                                     .purpose = [] { return tr("Give clips the style of a painting"); },
                                     .stack = m_session.undoStack(),
                                     .history = &m_history,
                                     .driver = &m_driver,
                                     .footer = m_bar});
    using ui::Command;
    window.addRoomMenu(ui::Room::Video, [] { return tr("&Video"); },
                       {{Command::OpenClips, Command::OpenPainting},
                        {Command::ClipBegin, Command::ClipEnd},
                        {Command::ClipPreview},
                        {Command::Camera},
                        {Command::RemoveClip}});
    m_canvas = &window.canvas(ui::Room::Video);
    m_driver.setWorkMaker([this](jobs::Quality upTo) { return frameWork(upTo); });
    connectWindow();
    connectCamera();
    window.installEventFilter(this);
    retranslate();
    followState({});
}

void VideoRoom::connectWindow()
{
    using ui::Command;
    const auto when = [this](Command command, auto act) {
        connect(&m_window->actions()[command], &QAction::triggered, this, act);
    };
    when(Command::OpenClips, [this] { chooseFile(); });
    when(Command::ClipBegin, [this] { m_bar->beginHere(); });
    when(Command::ClipEnd, [this] { m_bar->endHere(); });
    when(Command::ClipPreview, [this] { m_preview ? stopPreview() : playPreview(); });
    when(Command::RemoveClip, [this] { m_session.removeClip(m_session.state().video.current); });
    connect(m_bar, &ui::VideoBar::playheadMoved, this, &VideoRoom::movePlayhead);
    connect(m_bar, &ui::VideoBar::previewRequested, this, &VideoRoom::playPreview);
    connect(m_bar, &ui::VideoBar::previewStopRequested, this, &VideoRoom::stopPreview);
    connect(m_bar, &ui::VideoBar::exportRequested, this, &VideoRoom::exportResult);
    connect(&m_bar->timeline(), &ui::Timeline::gestureEnded, &m_driver, &ui::FrameDriver::letGo);

    ui::StylePanel &panel = m_style.panel();
    connect(&panel, &ui::StylePanel::filesDropped, this, [this](ui::StylePart part, const QStringList &files) {
        if (part == ui::StylePart::Clip)
            bring(files);
    });
    connect(&panel, &ui::StylePanel::chooseRequested, this, [this](ui::StylePart part) {
        if (part == ui::StylePart::Clip)
            chooseFile();
    });
    connect(&m_session, &ui::StyleSession::stateChanged, this, &VideoRoom::followState);
    connect(m_window, &ui::MainWindow::roomChanged, this,
            [this](ui::Room room) { enter(room == ui::Room::Video); });

    m_canvas->setEmptyIcon(QStringLiteral("camera-video"));
    m_canvas->setReferenceGiven(true);
    m_canvas->setMimeMaker([this] { return makeMime(); });
    connect(m_canvas, &ui::CanvasView::filesDropped, this, [this](const QStringList &files, int zone) {
        if (zone == PaintingZone)
            m_style.bring(ui::StylePart::Painting, files);
        else
            bring(files);
    });
    connect(m_canvas, &ui::CanvasView::imageDropped, this, [this](const QImage &picture, int) {
        m_style.bring(ui::StylePart::Painting, ui::fromQImage(picture), tr("Dropped picture"));
    });
}

void VideoRoom::followFrame()
{
    if (m_window->room() == ui::Room::Video && !m_camera.isOn())
        m_driver.follow();
}

ui::StyleState VideoRoom::look() const
{
    ui::StyleState look = m_session.state();
    look.photo = {};
    look.video.clips.clear();
    look.mask = {};
    look.tier = style::Tier::Instant;
    look.faceProtection = 0.0;
    look.stroke = ui::StyleState::kLeastStroke; // as fine as the frame is large: so are clips painted
    return look;
}

void VideoRoom::enter(bool entered)
{
    m_style.panel().setForClips(entered);
    showGallery();
    if (entered) {
        m_style.driver().stop();
        followFrame();
    } else {
        m_camera.switchOff(); // nobody is filmed unseen
        stopPreview();
        m_driver.stop();
        m_style.driver().follow();
    }
}

void VideoRoom::followState(const ui::StyleState &before)
{
    const ui::VideoState &video = m_session.state().video;
    if (m_window == nullptr)
        return;
    const bool onlyStretch = ui::clipHash(m_session.state()) == ui::clipHash(before) &&
                             video.smooth == before.video.smooth && video.shown() != nullptr;
    if (!onlyStretch)
        stopPreview();
    using ui::Command;
    ui::ActionSet &actions = m_window->actions();
    for (const Command command : {Command::ClipBegin, Command::ClipEnd, Command::RemoveClip})
        actions[command].setEnabled(video.shown() != nullptr);
    actions[Command::ClipPreview].setEnabled(video.shown() != nullptr && !m_session.state().styles.empty());
    if (video.shown() == nullptr && !m_camera.isOn()) {
        m_canvas->clear();
        m_canvas->clearReference();
        m_reference = 0;
        showGallery();
    }
    if (!onlyStretch)
        followFrame();
    m_camera.wear(m_style.painter(), look());
}

void VideoRoom::showGallery()
{
    ui::GalleryPanel &gallery = m_style.gallery();
    if (m_window->room() != ui::Room::Video)
        gallery.showOn(std::nullopt);
    else if (m_camera.isOn())
        gallery.showOn(m_camera.sample());
    else
        gallery.showOn(m_session.state().video.shown() != nullptr ? m_frames->latest() : nullptr);
}

void VideoRoom::movePlayhead(double seconds)
{
    stopPreview();
    m_moment = seconds;
    followFrame();
}

jobs::Work VideoRoom::frameWork(jobs::Quality upTo) const
{
    const ui::ChosenClip *chosen = m_session.state().video.shown();
    if (chosen == nullptr || m_window == nullptr || m_window->room() != ui::Room::Video || m_camera.isOn())
        return {};
    return [frames = m_frames, painter = m_style.painter(), clip = chosen->clip, moment = m_moment, frame = look(),
            upTo](jobs::JobContext &job) mutable -> Result<jobs::Ending> {
        Result<ui::SourcePtr> photo = frames->at(*clip, moment, job.stopToken());
        if (!photo)
            return tl::unexpected(std::move(photo).error());
        if (*photo == nullptr)
            return jobs::Ending::Stopped;
        frame.photo = *std::move(photo);
        if (painter != nullptr)
            return painter->show(frame, upTo, processors(), job);
        job.publish(jobs::Quality::Final, frame.photo->full);
        return jobs::Ending::Completed;
    };
}

void VideoRoom::showFrame(const ui::ShownFrame &shown)
{
    const ui::SourcePtr photo = m_frames->latest();
    if (photo == nullptr || m_session.state().video.shown() == nullptr || m_preview != nullptr || m_camera.isOn())
        return;
    const QSize size(photo->size().width, photo->size().height);
    if (std::exchange(m_reference, photo->id) != photo->id)
        m_canvas->setReference(ui::toQImage(photo->full), size, photo->transparent);
    m_canvas->showFrame(shown.image, size, photo->transparent, shown.recipeHash);
}

bool VideoRoom::isSettled() const
{
    if (m_camera.isOn())
        return m_reading == 0 && m_camera.isShown();
    return m_reading == 0 && (m_session.state().video.shown() == nullptr || m_driver.isSettled());
}

StudioRoom::Device VideoRoom::device() const
{
    return m_style.device();
}

void VideoRoom::playPreview()
{
    const ui::StyleState &state = m_session.state();
    if (m_preview != nullptr || m_camera.isOn() || state.video.shown() == nullptr || state.styles.empty() ||
        m_style.painter() == nullptr)
        return;
    m_driver.stop();
    m_preview = std::make_shared<ClipPreview>();
    m_previewPainting = true;
    m_next = 0;
    m_previewTicket =
        m_style.lane().submit(previewWork(m_style.painter(), state, m_moment, m_preview, processors()));
    m_player.start(static_cast<int>(std::lround(1000.0 * state.video.shown()->clip->frameSeconds())));
    m_bar->setPreview(ui::VideoBar::Preview::Painting);
}

void VideoRoom::playNext()
{
    const ui::ChosenClip *shown = m_session.state().video.shown();
    const std::size_t there = m_preview->size();
    if (there == 0 || shown == nullptr)
        return;
    if (m_next >= there) {
        if (m_previewPainting)
            return; // the painter is slower than the clip
        m_next = 0;
    }
    const ClipPreview::Shown frame = m_preview->at(m_next++);
    const QSize size = squarePixels(*frame.painted, *shown->clip);
    m_canvas->setReference(ui::toQImage(frame.photo), size, false);
    m_canvas->showFrame(ui::toQImage(frame.painted), size, false, 0);
    m_bar->setPlayhead(frame.seconds);
}

void VideoRoom::previewEnded(const jobs::Finished &finished)
{
    if (m_preview == nullptr || finished.ticket != m_previewTicket)
        return;
    m_previewPainting = false;
    if (finished.result && *finished.result == jobs::Ending::Completed) {
        m_bar->setPreview(ui::VideoBar::Preview::Playing);
        return;
    }
    stopPreview();
    if (!finished.result)
        Q_EMIT failed(finished.result.error());
}

void VideoRoom::stopPreview()
{
    if (m_preview == nullptr)
        return;
    m_player.stop();
    m_preview.reset();
    if (std::exchange(m_previewPainting, false))
        m_style.lane().stop();
    m_bar->setPreview(ui::VideoBar::Preview::None);
    m_bar->setPlayhead(m_moment);
    m_reference = 0; // the still frame's comes back with it
    followFrame();
}

bool VideoRoom::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_window && event->type() == QEvent::LanguageChange)
        retranslate();
    return QObject::eventFilter(watched, event);
}

void VideoRoom::retranslate()
{
    if (m_camera.isOn())
        m_canvas->setEmptyText(tr("The camera starts"), {tr("Its pictures are here in a moment.")});
    else if (m_noCamera)
        m_canvas->setEmptyText(tr("No camera was found"),
                               {tr("Connect one and press “Camera” again,"), tr("or drop a clip here.")});
    else
        m_canvas->setEmptyText(tr("Clips in a painting's style"),
                               {tr("Drop a clip here: MP4, MOV, WebM or GIF; several become a queue."),
                                tr("Or press “Camera” below to see one live."),
                                tr("The styles are those of the style room, chosen at the left and right.")});
    m_canvas->setDropZones({tr("Drop clips here"), tr("Drop a painting here")});
    m_canvas->setCompareWords(m_camera.isOn() ? tr("Camera") : tr("Clip"), tr("Styled"));
}

} // namespace imago::app
