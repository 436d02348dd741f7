// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/camera_show.h"

#include "ui/preview/preview_bridge.h"
#include "ui/video/camera_bar.h"

#include <QDateTime>
#include <QDir>

#include <algorithm>
#include <chrono>
#include <thread>
#include <utility>

namespace imago::app {

namespace {

constexpr std::chrono::seconds kTick{1};

int processors()
{
    return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

} // namespace

CameraShow::CameraShow(ui::PreviewBridge &bridge, jobs::InteractiveLane &lane, QString folder, QObject *parent)
    : QObject(parent)
    , m_lane(lane)
    , m_folder(std::move(folder))
    , m_tools(realCameras())
{
    m_clock.setInterval(kTick);
    connect(&m_clock, &QTimer::timeout, this, &CameraShow::tick);
    connect(&bridge, &ui::PreviewBridge::frameReady, this, &CameraShow::follow);
}

CameraShow::~CameraShow() = default;

void CameraShow::setBar(ui::CameraBar &bar)
{
    m_bar = &bar;
    connect(m_bar, &ui::CameraBar::switchRequested, this, [this](bool on) { on ? switchOn() : switchOff(); });
    connect(m_bar, &ui::CameraBar::cameraChosen, this, [this](const QString &id) {
        switchOff();
        switchOn(id.toStdString());
    });
    connect(m_bar, &ui::CameraBar::recordRequested, this, &CameraShow::record);
}

CameraNews CameraShow::news()
{
    // To the GUI thread, and only while that camera is on.
    const auto later = [this, view = m_view](auto act) {
        QMetaObject::invokeMethod(
            this,
            [this, view, act] {
                if (m_view == view)
                    act();
            },
            Qt::QueuedConnection);
    };
    CameraNews news;
    news.found = [this, later](std::vector<video::CameraInfo> cameras) {
        later([this, cameras] {
            m_bar->setCameras(cameras);
            if (cameras.empty()) {
                switchOff();
                Q_EMIT noneFound();
            }
        });
    };
    news.opened = [this, later](const std::string &id) {
        later([this, id] {
            m_chosen = id;
            m_bar->setCamera(QString::fromStdString(id));
            m_bar->setState(ui::CameraBar::State::On);
        });
    };
    news.sample = [this, later](ui::SourcePtr sample) {
        later([this, sample] {
            m_sample = sample;
            Q_EMIT sampleCame();
        });
    };
    news.recorded = [this](const Result<std::filesystem::path> &file) { // also when the camera is off by then
        QMetaObject::invokeMethod(
            this,
            [this, file] {
                if (file)
                    Q_EMIT recorded(QString::fromStdString(file->string()));
                else {
                    record(false);
                    Q_EMIT failed(file.error());
                }
            },
            Qt::QueuedConnection);
    };
    return news;
}

void CameraShow::switchOn(const std::string &id)
{
    if (isOn())
        return;
    m_view = std::make_shared<CameraView>();
    m_view->mirror(m_isMirrored);
    m_pictures = m_counted = 0;
    m_bar->setState(ui::CameraBar::State::Opening);
    TaskRunner::Reactions reactions;
    reactions.done = [this, view = m_view](const Result<jobs::Ending> &ending) {
        if (m_view != view)
            return;
        switchOff();
        if (!ending)
            Q_EMIT failed(ending.error());
    };
    m_reading =
        m_reader.start({}, cameraWork(m_tools, id.empty() ? m_chosen : id, m_view, news()), std::move(reactions));
    m_clock.start();
    Q_EMIT switched(true);
    paint();
}

void CameraShow::switchOff()
{
    if (!isOn())
        return;
    record(false);
    m_clock.stop();
    m_reader.stop(m_reading);
    m_lane.stop();
    m_painting = {};
    m_view.reset();
    m_sample.reset();
    m_pictures = 0;
    m_bar->setState(ui::CameraBar::State::Off);
    Q_EMIT switched(false);
}

void CameraShow::wear(std::shared_ptr<StylePainter> painter, const ui::StyleState &look)
{
    m_painter = std::move(painter);
    m_look = look;
    if (isOn())
        paint();
}

void CameraShow::paint()
{
    m_painting = m_lane.submit(livePaintWork(m_painter, m_look, m_view, processors()));
}

void CameraShow::follow(const jobs::Frame &frame)
{
    // What the look before has painted meanwhile is as live.
    if (!isOn() || frame.ticket > m_painting)
        return;
    const CameraView::Shown shown = m_view->shown();
    if (shown.painted == nullptr)
        return;
    ++m_pictures;
    Q_EMIT pictureCame(shown.painted, shown.photo);
}

void CameraShow::record(bool on)
{
    if (!isOn() || std::exchange(m_records, on) == on)
        return;
    const QString name =
        tr("Camera %1").arg(QDateTime::currentDateTime().toString(QStringLiteral("yyyy-MM-dd hh.mm.ss.zzz"))) +
        QStringLiteral(".mp4");
    m_view->record(on ? std::optional<std::filesystem::path>(QDir(m_folder).filePath(name).toStdString())
                      : std::nullopt);
    m_recordTime.start();
    m_bar->setRecording(on);
}

void CameraShow::setMirrored(bool mirrored)
{
    m_isMirrored = mirrored;
    m_bar->setMirrored(mirrored);
    if (isOn())
        m_view->mirror(mirrored);
}

void CameraShow::tick()
{
    m_bar->setPace(m_pictures - std::exchange(m_counted, m_pictures));
    if (m_records)
        m_bar->setRecorded(std::chrono::seconds(m_recordTime.elapsed() / 1000));
}

} // namespace imago::app
