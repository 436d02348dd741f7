// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preview/frame_driver.h"

#include "ui/preview/preview_bridge.h"
#include "ui/preview/to_qimage.h"

#include <utility>

namespace imago::ui {

FrameDriver::FrameDriver(StateHash stateHash, PreviewBridge &bridge, jobs::InteractiveLane &lane,
                         QObject *parent)
    : QObject(parent)
    , m_stateHash(std::move(stateHash))
    , m_lane(lane)
{
    m_quiet.setSingleShot(true);
    m_quiet.setInterval(kQuiet);
    m_quiet.setTimerType(Qt::PreciseTimer);
    connect(&m_quiet, &QTimer::timeout, this, [this] { submit(jobs::Quality::Final); });
    connect(&bridge, &PreviewBridge::frameReady, this, &FrameDriver::takeFrame);
    connect(&bridge, &PreviewBridge::finished, this, &FrameDriver::takeEnding);
}

void FrameDriver::setWorkMaker(MakeWork makeWork)
{
    m_makeWork = std::move(makeWork);
    redraw();
}

void FrameDriver::letGo()
{
    if (m_quiet.isActive())
        submit(jobs::Quality::Final);
}

void FrameDriver::stop()
{
    m_quiet.stop();
    m_lane.stop();
}

void FrameDriver::redraw()
{
    m_cache.clear();
    m_floor = m_newest;
    submit(jobs::Quality::Final);
}

bool FrameDriver::isSettled() const
{
    return !m_busy && !m_quiet.isActive() && m_shown.quality == jobs::Quality::Final &&
           !m_shown.image.isNull() && m_shown.recipeHash == m_stateHash();
}

void FrameDriver::follow()
{
    const std::uint64_t recipeHash = m_stateHash();
    const std::optional<FrameCache::Entry> remembered = m_cache.find(recipeHash);
    if (remembered && remembered->quality == jobs::Quality::Final) {
        m_quiet.stop();
        m_floor = m_newest;
        m_lane.stop();
        setBusy(false);
        show({remembered->image, remembered->quality, recipeHash, {}});
        return;
    }
    submit(jobs::Quality::Draft);
    m_quiet.start();
}

void FrameDriver::submit(jobs::Quality upTo)
{
    if (upTo == jobs::Quality::Final)
        m_quiet.stop();
    jobs::Work work = m_makeWork ? m_makeWork(upTo) : jobs::Work();
    if (!work) {
        m_floor = m_newest;
        stop();
        setBusy(false);
        return;
    }
    m_newest = m_lane.submit(std::move(work));
    m_open[m_newest] = {m_stateHash(), upTo};
    setBusy(true);
}

void FrameDriver::takeFrame(const jobs::Frame &frame)
{
    const auto request = m_open.find(frame.ticket);
    if (frame.ticket <= m_floor || request == m_open.end())
        return;
    const std::uint64_t recipeHash = request->second.recipeHash;
    // The final's own draft and preview must not blur what is already there in a better quality.
    if (recipeHash == m_shown.recipeHash && frame.quality < m_shown.quality && !m_shown.image.isNull())
        return;
    const ShownFrame shown{toQImage(frame.image), frame.quality, recipeHash, frame.took};
    if (frame.quality != jobs::Quality::Draft)
        m_cache.insert(recipeHash, {shown.image, shown.quality});
    show(shown);
}

void FrameDriver::takeEnding(const jobs::Finished &finished)
{
    const auto request = m_open.find(finished.ticket);
    if (request == m_open.end())
        return;
    m_open.erase(request);
    if (finished.ticket != m_newest)
        return;
    setBusy(false);
    if (finished.ticket <= m_floor)
        return;
    if (!finished.result)
        Q_EMIT failed(finished.result.error());
    else if (isSettled())
        Q_EMIT settled(m_shown);
}

void FrameDriver::show(const ShownFrame &frame)
{
    m_shown = frame;
    Q_EMIT frameShown(m_shown);
    if (isSettled())
        Q_EMIT settled(m_shown);
}

void FrameDriver::setBusy(bool busy)
{
    if (m_busy == busy)
        return;
    m_busy = busy;
    Q_EMIT busyChanged(busy);
}

} // namespace imago::ui
