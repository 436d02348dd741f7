// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/style_thumbnail_painter.h"

#include "app/studio/be_nice.h"
#include "engine/files/resample.h"
#include "engine/style/photo.h"
#include "ui/preview/to_qimage.h"

#include <algorithm>
#include <utility>

namespace imago::app {

namespace {

ImagePtr shrunk(const ImagePtr &photo)
{
    const int shorter = std::min(photo->width(), photo->height());
    if (shorter <= StyleThumbnailPainter::kSide)
        return photo;
    const int longer = std::max(photo->width(), photo->height()) * StyleThumbnailPainter::kSide / shorter;
    return std::make_shared<const Image>(files::resample(*photo, style::fitted(photo->size(), longer)));
}

} // namespace

void StyleThumbnailPainter::setPainter(std::shared_ptr<StylePainter> painter)
{
    m_painter = std::move(painter);
    for (auto &[id, wanted] : m_wanted)
        start(wanted);
}

void StyleThumbnailPainter::setPhoto(const ui::SourcePtr &photo)
{
    if ((m_photo ? m_photo->id : 0) == (photo ? photo->id : 0))
        return;
    m_photo = photo;
    for (const auto &[id, wanted] : m_wanted)
        m_queue.stop(wanted.ticket, jobs::StopMode::Now);
    m_wanted.clear();
    m_painted.clear();
}

void StyleThumbnailPainter::request(const ui::StyleSourcePtr &style)
{
    if (m_photo == nullptr)
        return;
    if (const auto painted = m_painted.constFind(style->id); painted != m_painted.cend()) {
        QMetaObject::invokeMethod(
            this, [this, id = style->id, picture = *painted] { Q_EMIT ready(id, picture); },
            Qt::QueuedConnection);
        return;
    }
    const auto [wanted, isNew] = m_wanted.try_emplace(style->id, Wanted{style, {}});
    if (isNew)
        start(wanted->second);
}

void StyleThumbnailPainter::start(Wanted &wanted)
{
    if (m_painter == nullptr)
        return;
    ui::StyleState state;
    state.photo = m_photo;
    state.styles = {{wanted.style, 1.0}};
    wanted.ticket = m_queue.add(
        "style thumbnail",
        [this, painter = m_painter, state = std::move(state)](jobs::JobContext &job) -> Result<jobs::Ending> {
            beNice();
            const ImagePtr photo = shrunk(state.photo->small);
            Result<Image> painted = painter->paint(state, *photo, std::nullopt, 1, job);
            if (painted && painted->empty())
                return jobs::Ending::Stopped;
            Result<ImagePtr> picture =
                std::move(painted).map([](Image &&image) -> ImagePtr {
                    return std::make_shared<const Image>(image.converted(PixelFormat::Rgba8));
                });
            QMetaObject::invokeMethod(
                this,
                [this, id = state.styles.front().source->id, ticket = job.ticket(),
                 picture = std::move(picture)] { finish(id, ticket, picture); },
                Qt::QueuedConnection);
            return jobs::Ending::Completed;
        });
}

void StyleThumbnailPainter::finish(quint64 styleId, jobs::Ticket ticket, const Result<ImagePtr> &picture)
{
    const auto wanted = m_wanted.find(styleId);
    if (wanted == m_wanted.end() || wanted->second.ticket != ticket)
        return;
    m_wanted.erase(wanted);
    if (!picture)
        return; // its cell keeps the painting's own picture
    const QImage image = ui::toQImage(*picture);
    m_painted.insert(styleId, image);
    Q_EMIT ready(styleId, image);
}

} // namespace imago::app
