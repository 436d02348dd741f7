// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/drop_zone.h"

#include "ui/widgets/icon_button.h"
#include "ui/widgets/local_files.h"
#include "ui/widgets/tones.h"

#include <QDragEnterEvent>
#include <QKeyEvent>
#include <QMimeData>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace imago::ui {

namespace {

constexpr int kIcon = 32;
constexpr int kBeside = 14; // the words

constexpr double kRound = 8;

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
    updateGeometry();
    update();
}

void DropZone::setIconName(const QString &name)
{
    m_icon = name;
    update();
}

void DropZone::setPicture(const QImage &picture, const QString &name)
{
    m_picture = picture;
    m_name = name;
    setAccessibleName(picture.isNull() ? m_invitation : m_invitation + QStringLiteral(": ") + name);
    setToolTip(picture.isNull() ? QString() : name);
    update();
}

QSize DropZone::sizeHint() const
{
    return {200, kIcon + 5 * fontMetrics().height() + 28};
}

int DropZone::heightForWidth(int width) const
{
    const QRect words(0, 0, std::max(1, width - 2 * kBeside), QWIDGETSIZE_MAX);
    const auto heightOf = [&](const QString &text) {
        return fontMetrics().boundingRect(words, Qt::AlignHCenter | Qt::TextWordWrap, text).height();
    };
    return std::max(sizeHint().height(), kIcon + 8 + heightOf(m_invitation) + 4 + heightOf(m_hint) + 16);
}

void DropZone::paintEvent(QPaintEvent *)
{
    const Tones tones = Tones::of(palette(), isEnabled());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (!m_picture.isNull()) {
        paintHeldPicture(painter);
        return;
    }
    const bool lit = m_dragOver || hasFocus() || underMouse();
    QPen pen(lit ? tones.accent : tones.grooveEdge, m_dragOver ? 2 : 1.2, Qt::CustomDashLine);
    pen.setDashPattern({4, 3});
    painter.setPen(pen);
    QColor ground = tones.accent;
    ground.setAlphaF(m_dragOver ? 0.16F : underMouse() ? 0.06F : 0.0F);
    painter.setBrush(ground);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1.5, 1.5, -1.5, -1.5), kRound, kRound);
    paintInvitation(painter);
}

void DropZone::paintHeldPicture(QPainter &painter) const
{
    const Tones tones = Tones::of(palette(), isEnabled());
    const QRectF frame = QRectF(rect()).adjusted(2, 2, -2, -2);
    QPainterPath shape;
    shape.addRoundedRect(frame, kRound - 1, kRound - 1);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.setClipPath(shape);
    const QSizeF covering = QSizeF(m_picture.size()).scaled(frame.size(), Qt::KeepAspectRatioByExpanding);
    QRectF place(QPointF(), covering);
    place.moveCenter(frame.center());
    painter.drawImage(place, m_picture);
    const QRectF strip(frame.left(), frame.bottom() - fontMetrics().height() - 6, frame.width(),
                       fontMetrics().height() + 6);
    painter.fillRect(strip, QColor(0, 0, 0, 150));
    painter.setPen(Qt::white);
    const QRectF words = strip.adjusted(8, 0, -8, 0);
    painter.drawText(words, Qt::AlignCenter,
                     fontMetrics().elidedText(m_name, Qt::ElideMiddle, static_cast<int>(words.width())));
    painter.setClipping(false);
    painter.setBrush(Qt::NoBrush);
    const bool lit = m_dragOver || hasFocus() || underMouse();
    painter.setPen(QPen(lit ? tones.accent : mixed(palette().color(QPalette::Window), tones.text, 0.2),
                        m_dragOver ? 3 : 1.2));
    painter.drawRoundedRect(frame, kRound - 1, kRound - 1);
}

void DropZone::paintInvitation(QPainter &painter) const
{
    const Tones tones = Tones::of(palette(), isEnabled());
    const bool lit = m_dragOver || hasFocus() || underMouse();
    const QPixmap icon = tintedIcon(m_icon, kIcon, devicePixelRatioF(),
                                    lit ? tones.accent : tones.faintText);
    const QRect words = rect().adjusted(kBeside, 0, -kBeside, 0);
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
    if (localFiles(*event->mimeData()).isEmpty() && !event->mimeData()->hasImage())
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
    const QStringList files = localFiles(*event->mimeData());
    const QImage picture = files.isEmpty() ? qvariant_cast<QImage>(event->mimeData()->imageData()) : QImage();
    event->acceptProposedAction();
    if (!files.isEmpty()) {
        Q_EMIT fileDropped(files.front());
        Q_EMIT filesDropped(files);
    } else if (!picture.isNull()) {
        Q_EMIT pictureDropped(picture);
    }
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
