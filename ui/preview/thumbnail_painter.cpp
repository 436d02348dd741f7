// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preview/thumbnail_painter.h"

#include "engine/core/random.h"
#include "ui/preview/to_qimage.h"

#include <utility>

namespace imago::ui {

namespace {

std::uint64_t cacheKey(quint64 hash, int side)
{
    return mixSeed(hash, static_cast<std::uint64_t>(side));
}

} // namespace

ThumbnailPainter::ThumbnailPainter(QObject *parent)
    : ThumbnailSource(parent)
    , m_queue([](const jobs::Event &) {}) // The work itself brings its picture home.
{
}

void ThumbnailPainter::setDraw(Draw draw)
{
    m_draw = std::move(draw);
    m_cache.clear();
    for (const auto &[key, wanted] : m_wanted) {
        m_queue.stop(wanted.ticket, jobs::StopMode::Now);
        start(key);
    }
}

void ThumbnailPainter::request(const latent::Recipe &recipe, int side)
{
    const Key key{latent::hash(recipe), side};
    if (const auto known = m_cache.find(cacheKey(key.first, side))) {
        QMetaObject::invokeMethod(
            this, [this, hash = key.first, image = known->image] { Q_EMIT ready(hash, image); },
            Qt::QueuedConnection);
        return;
    }
    const auto [wanted, isNew] = m_wanted.try_emplace(key, Wanted{recipe, side, {}});
    if (!isNew)
        return;
    wanted->second.recipe.size = {side, side};
    start(key);
}

void ThumbnailPainter::start(const Key &key)
{
    Wanted &wanted = m_wanted.at(key);
    wanted.ticket = {};
    if (!m_draw)
        return;
    wanted.ticket = m_queue.add(
        "thumbnail",
        [this, key, draw = m_draw, recipe = wanted.recipe](jobs::JobContext &job) -> Result<jobs::Ending> {
            Result<ImagePtr> picture = draw(recipe, job.stopToken());
            const bool stopped = picture && !*picture;
            if (stopped)
                return jobs::Ending::Stopped;
            QMetaObject::invokeMethod(
                this,
                [this, key, ticket = job.ticket(), picture = std::move(picture)] {
                    finish(key, ticket, picture);
                },
                Qt::QueuedConnection);
            return jobs::Ending::Completed;
        });
}

void ThumbnailPainter::cancel(quint64 hash)
{
    for (auto wanted = m_wanted.lower_bound({hash, 0});
         wanted != m_wanted.end() && wanted->first.first == hash;) {
        m_queue.stop(wanted->second.ticket, jobs::StopMode::Now);
        wanted = m_wanted.erase(wanted);
    }
}

void ThumbnailPainter::finish(const Key &key, jobs::Ticket ticket, const Result<ImagePtr> &picture)
{
    const auto wanted = m_wanted.find(key);
    if (wanted == m_wanted.end() || wanted->second.ticket != ticket)
        return;
    m_wanted.erase(wanted);
    if (!picture) {
        Q_EMIT failed(key.first);
        return;
    }
    const QImage image = toQImage(*picture);
    m_cache.insert(cacheKey(key.first, key.second), {image, jobs::Quality::Final});
    Q_EMIT ready(key.first, image);
}

} // namespace imago::ui
