// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/portrait_reader.h"

#include "engine/latent/backdrop.h"
#include "ui/portrait/encode_panel.h"
#include "ui/preview/to_qimage.h"
#include "ui/session/session.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace imago::app {

PortraitReader::PortraitReader(ui::Session &session, TaskRunner &tasks, ui::EncodePanel &panel, Frame frame,
                               QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_tasks(tasks)
    , m_panel(panel)
    , m_frame(std::move(frame))
{
    connect(&panel, &ui::EncodePanel::pictureDropped, this,
            [this](const QImage &picture) { read(ui::fromQImage(picture)); });
    connect(&panel, &ui::EncodePanel::refineRequested, this, &PortraitReader::refine);
    connect(&panel, &ui::EncodePanel::stopRequested, this, &PortraitReader::stop);
}

void PortraitReader::setPainters(const Painters &painters)
{
    m_painters = painters;
    if (m_painters.model == nullptr)
        return;
    m_lack.reset();
    if (std::exchange(m_waiting, false))
        start(0);
}

void PortraitReader::lack(const Error &why)
{
    m_lack = why;
    if (std::exchange(m_waiting, false))
        m_panel.showUnread(ui::toQImage(m_picture), why);
}

void PortraitReader::read(Image picture)
{
    if (picture.empty())
        return;
    m_picture = std::make_shared<const Image>(std::move(picture));
    m_framed.reset();
    start(0);
}

void PortraitReader::refine()
{
    if (m_picture != nullptr)
        start(kRefineSteps);
}

void PortraitReader::stop()
{
    if (std::exchange(m_waiting, false))
        m_panel.showStopped();
    else
        m_tasks.stop(m_running);
}

void PortraitReader::start(int steps)
{
    if (m_painters.model == nullptr) {
        m_waiting = !m_lack;
        if (m_waiting)
            m_panel.showWaiting(ui::toQImage(m_picture));
        else
            m_panel.showUnread(ui::toQImage(m_picture), *m_lack);
        return;
    }
    m_tasks.stop(m_running);
    const int reading = ++m_reading;
    m_panel.showWorking(ui::toQImage(m_framed != nullptr ? m_framed : m_picture), steps > 0);
    struct Found
    {
        ImagePtr framed;
        std::optional<latent::Encoding> encoding;
    };
    const auto found = std::make_shared<Found>(Found{m_framed, {}});
    jobs::Work work = [model = m_painters.model, picture = m_picture, frame = m_frame, steps,
                       found](jobs::JobContext &job) -> Result<jobs::Ending> {
        if (found->framed == nullptr) {
            std::optional<Image> framed = frame(*model, *picture);
            found->framed = framed ? std::make_shared<const Image>(*std::move(framed)) : picture;
        }
        const auto progress = [&](int done, int total, const ImagePtr &redrawn) {
            job.report(jobs::Stage::Rendering, done, total);
            if (redrawn != nullptr)
                job.publish(jobs::Quality::Preview, redrawn);
            return !job.stopRequested();
        };
        const Result<latent::Encoding> encoding = model->encode(*found->framed, steps, progress, job.stopToken());
        if (!encoding)
            return tl::unexpected(encoding.error());
        if (job.stopRequested())
            return jobs::Ending::Stopped;
        const Result<ImagePtr> redrawn = model->render(encoding->point, model->nativeSize(), job.stopToken());
        if (redrawn && *redrawn != nullptr) {
            job.publish(jobs::Quality::Final, std::make_shared<const Image>(latent::overBackdrop(
                                                  **redrawn, encoding->point.attributes)));
        }
        found->encoding = *encoding;
        return jobs::Ending::Completed;
    };

    TaskRunner::Reactions reactions;
    reactions.frame = [this, reading](const jobs::Frame &frame) {
        if (reading == m_reading)
            m_redrawn = ui::toQImage(frame.image);
    };
    reactions.progress = [this, reading](const jobs::Progress &progress) {
        if (reading == m_reading)
            m_panel.showProgress(progress.done, progress.total, m_redrawn);
    };
    reactions.done = [this, reading, found](const Result<jobs::Ending> &ending) {
        if (reading != m_reading)
            return;
        m_running = {};
        if (!ending) {
            m_panel.showError(ending.error());
            return;
        }
        if (*ending != jobs::Ending::Completed || !found->encoding) {
            m_panel.showStopped();
            return;
        }
        const latent::Encoding &encoding = *found->encoding;
        m_framed = found->framed;
        m_panel.showResult(encoding, ui::toQImage(m_framed), m_redrawn);
        m_session.changeApart([] { return tr("Find a portrait"); }, [&](latent::Recipe &recipe) {
            const latent::Attributes before = recipe.point.attributes;
            recipe.point = latent::clamped(encoding.point);
            if (encoding.backdrop) {
                recipe.transparent = false;
                return;
            }
            // A cut-out does not say what it stands before: that stays as it is.
            const auto seen = static_cast<std::ptrdiff_t>(latent::networkAttributeCount());
            std::copy(before.begin() + seen, before.end(), recipe.point.attributes.begin() + seen);
        });
    };
    m_running = m_tasks.start(tr("Finding the portrait…"), std::move(work), std::move(reactions));
}

} // namespace imago::app
