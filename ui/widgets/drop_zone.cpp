// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/drop_zone.h"

#include "ui/widgets/icon_button.h"
#include "ui/widgets/tones.h"

#include <QDragEnterEvent>
#include <QKeyEvent>
#include <QMimeData>
#include <QMouseEvent>
#include <QPainter>
#include <QUrl>

namespace imago::ui {

namespace {

constexpr int kIcon = 32;

QString localFile(const QMimeData &mime)
{
    const QList<QUrl> urls = mime.urls();
    for (const QUrl &url : urls) {
        if (url.isLocalFile())
            return url.toLocalFile();
    }
    return {};
}

} // namespace

DropZone::DropZone(QWidget *parent)
    : QWidget(parent)
{
    setAcceptDrops(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
}

void DropZone::setWords(const QString &invitation, const QString &hint)
{
    m_invitation = invitation;
    m_hint = hint;
    setAccessibleName(invitation);
    setAccessibleDescription(hint);
    update();
}

QSize DropZone::sizeHint() const
{
    return {200, kIcon + 5 * fontMetrics().height() + 28};
}

void DropZone::paintEvent(QPaintEvent *)
{
    const Tones tones = Tones::of(palette(), isEnabled());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool lit = m_dragOver || hasFocus() || underMouse();
    QPen pen(lit ? tones.accent : tones.grooveEdge, m_dragOver ? 2 : 1.2, Qt::CustomDashLine);
    pen.setDashPattern({4, 3});
    painter.setPen(pen);
    QColor ground = tones.accent;
    ground.setAlphaF(m_dragOver ? 0.16F : underMouse() ? 0.06F : 0.0F);
    painter.setBrush(ground);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1.5, 1.5, -1.5, -1.5), 8, 8);

    const QPixmap icon = tintedIcon(QStringLiteral("edit-image-face-add"), kIcon, devicePixelRatioF(),
                                    lit ? tones.accent : tones.faintText);
    const QRect words = rect().adjusted(14, 0, -14, 0);
    const QRect first = fontMetrics().boundingRect(words, Qt::AlignHCenter | Qt::TextWordWrap, m_invitation);
    const QRect second = fontMetrics().boundingRect(words, Qt::AlignHCenter | Qt::TextWordWrap, m_hint);
    int top = (height() - kIcon - 8 - first.height() - 4 - second.height()) / 2;
    painter.drawPixmap((width() - kIcon) / 2, top, icon);
    top += kIcon + 8;
    painter.setPen(tones.text);
    painter.drawText(QRect(words.left(), top, words.width(), first.height()),
                     Qt::AlignHCenter | Qt::TextWordWrap, m_invitation);
    top += first.height() + 4;
    painter.setPen(tones.faintText);
    painter.drawText(QRect(words.left(), top, words.width(), second.height()),
                     Qt::AlignHCenter | Qt::TextWordWrap, m_hint);
}

void DropZone::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && rect().contains(event->position().toPoint()))
        Q_EMIT pressed();
}

void DropZone::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space)
        Q_EMIT pressed();
    else
        QWidget::keyPressEvent(event);
}

void DropZone::dragEnterEvent(QDragEnterEvent *event)
{
    if (localFile(*event->mimeData()).isEmpty() && !event->mimeData()->hasImage())
        return;
    m_dragOver = true;
    update();
    event->acceptProposedAction();
}

void DropZone::dragLeaveEvent(QDragLeaveEvent *)
{
    m_dragOver = false;
    update();
}

void DropZone::dropEvent(QDropEvent *event)
{
    m_dragOver = false;
    update();
    const QString file = localFile(*event->mimeData());
    const QImage picture = file.isEmpty() ? qvariant_cast<QImage>(event->mimeData()->imageData()) : QImage();
    event->acceptProposedAction();
    if (!file.isEmpty())
        Q_EMIT fileDropped(file);
    else if (!picture.isNull())
        Q_EMIT pictureDropped(picture);
}

bool DropZone::event(QEvent *event)
{
    switch (event->type()) {
    case QEvent::FocusIn:
    case QEvent::FocusOut:
    case QEvent::HoverEnter:
    case QEvent::HoverLeave:
        update();
        break;
    default:
        break;
    }
    return QWidget::event(event);
}

} // namespace imago::ui
