// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preview/preview_driver.h"

#include "ui/preview/preview_bridge.h"
#include "ui/preview/to_qimage.h"
#include "ui/session/session.h"

#include <utility>

namespace imago::ui {

PreviewDriver::PreviewDriver(Session &session, PreviewBridge &bridge, jobs::InteractiveLane &lane,
                             QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_lane(lane)
{
    m_quiet.setSingleShot(true);
    m_quiet.setInterval(kQuiet);
    m_quiet.setTimerType(Qt::PreciseTimer);
    connect(&m_quiet, &QTimer::timeout, this, [this] { submit(jobs::Quality::Final); });
    connect(&session, &Session::recipeChanged, this, &PreviewDriver::follow);
    connect(&session, &Session::gestureEnded, this, [this] {
        if (m_quiet.isActive())
            submit(jobs::Quality::Final);
    });
    connect(&bridge, &PreviewBridge::frameReady, this, &PreviewDriver::takeFrame);
    connect(&bridge, &PreviewBridge::finished, this, &PreviewDriver::takeEnding);
}

void PreviewDriver::setMaker(MakeWork makeWork)
{
    m_makeWork = std::move(makeWork);
    redraw();
}

void PreviewDriver::redraw()
{
    m_cache.clear();
    m_floor = m_newest;
    submit(jobs::Quality::Final);
}

bool PreviewDriver::isSettled() const
{
    return !m_busy && !m_quiet.isActive() && m_shown.quality == jobs::Quality::Final &&
           !m_shown.image.isNull() && m_shown.recipeHash == latent::hash(m_session.recipe());
}

void PreviewDriver::follow()
{
    const std::uint64_t recipeHash = latent::hash(m_session.recipe());
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

void PreviewDriver::submit(jobs::Quality upTo)
{
    if (upTo == jobs::Quality::Final)
        m_quiet.stop();
    if (!m_makeWork)
        return;
    const latent::Recipe &recipe = m_session.recipe();
    m_newest = m_lane.submit(m_makeWork(recipe, upTo));
    m_open[m_newest] = {latent::hash(recipe), upTo};
    setBusy(true);
}

void PreviewDriver::takeFrame(const jobs::Frame &frame)
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

void PreviewDriver::takeEnding(const jobs::Finished &finished)
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

void PreviewDriver::show(const ShownFrame &frame)
{
    m_shown = frame;
    Q_EMIT frameShown(m_shown);
    if (isSettled())
        Q_EMIT settled(m_shown);
}

void PreviewDriver::setBusy(bool busy)
{
    if (m_busy == busy)
        return;
    m_busy = busy;
    Q_EMIT busyChanged(busy);
}

} // namespace imago::ui
