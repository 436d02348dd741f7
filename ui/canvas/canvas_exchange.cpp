// SPDX-License-Identifier: GPL-3.0-or-later
// What CanvasView gives to other programs and takes from them.
#include "ui/canvas/canvas_view.h"
#include "ui/canvas/picture_mime.h"
#include "ui/widgets/local_files.h"

#include <QDrag>
#include <QDragEnterEvent>
#include <QMimeData>
#include <QPixmap>

namespace imago::ui {

namespace {

constexpr int kDragPictureSide = 160;

} // namespace

void CanvasView::startDragOut()
{
    m_hand = Hand::Free;
    QMimeData *mime = m_makeMime ? m_makeMime() : nullptr;
    if (mime == nullptr)
        return;
    QDrag drag(this);
    drag.setMimeData(mime);
    const int side = static_cast<int>(kDragPictureSide * devicePixelRatioF());
    QPixmap picture = QPixmap::fromImage(
        m_current.image.scaled(side, side, Qt::KeepAspectRatio, Qt::SmoothTransformation));
    picture.setDevicePixelRatio(devicePixelRatioF());
    drag.setPixmap(picture);
    drag.setHotSpot({kDragPictureSide / 2, kDragPictureSide / 2});
    drag.exec(Qt::CopyAction);
}

void CanvasView::dragEnterEvent(QDragEnterEvent *event)
{
    const QMimeData *mime = event->mimeData();
    if (event->source() == this || !(mime->hasUrls() || mime->hasImage() || mime->hasFormat(kRecipeMimeType)))
        return;
    event->setDropAction(Qt::CopyAction);
    event->accept();
    m_dropHovers = true;
    m_dropZone = dropZoneAt(event->position());
    update();
}

void CanvasView::dragMoveEvent(QDragMoveEvent *event)
{
    m_dropZone = dropZoneAt(event->position());
    event->setDropAction(Qt::CopyAction);
    event->accept();
    update();
}

void CanvasView::dragLeaveEvent(QDragLeaveEvent *)
{
    m_dropHovers = false;
    update();
}

void CanvasView::dropEvent(QDropEvent *event)
{
    m_dropHovers = false;
    update();
    const int zone = dropZoneAt(event->position());
    const QMimeData *mime = event->mimeData();
    event->setDropAction(Qt::CopyAction);
    event->accept();
    // Browsers offer a link and the pixels: the pixels need no network.
    if (mime->hasFormat(kRecipeMimeType)) {
        Q_EMIT recipeDropped(mime->data(kRecipeMimeType));
        return;
    }
    const QStringList files = localFiles(*mime);
    if (!files.isEmpty())
        Q_EMIT filesDropped(files, zone);
    else if (mime->hasImage())
        Q_EMIT imageDropped(qvariant_cast<QImage>(mime->imageData()), zone);
    else if (mime->hasUrls())
        Q_EMIT filesDropped(QStringList(mime->urls().size()), zone);
}

} // namespace imago::ui
