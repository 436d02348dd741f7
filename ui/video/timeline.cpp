// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/video/timeline.h"

#include "ui/text/units.h"
#include "ui/widgets/tones.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace imago::ui {

namespace {

constexpr double kHandleWidth = 11.0; ///< Outside of the stretch, so that all of it can be seen.
constexpr double kReach = 5.0;        ///< How far beside a handle still takes it.
constexpr double kKnob = 8.0;         ///< Height of the playhead's knob above the strip.
constexpr double kRadius = 5.0;

QString nameOf(Timeline::Handle handle)
{
    switch (handle) {
    case Timeline::Handle::From:
        return Timeline::tr("Begin");
    case Timeline::Handle::To:
        return Timeline::tr("End");
    case Timeline::Handle::Playhead:
        break;
    }
    return Timeline::tr("Playhead");
}

} // namespace

Timeline::Timeline(QWidget *parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void Timeline::setClip(const ClipPtr &clip)
{
    m_clip = clip;
    update();
}

void Timeline::setStretch(double from, double to)
{
    m_from = from;
    m_to = to;
    update();
}

void Timeline::setPlayhead(double seconds)
{
    m_playhead = seconds;
    setAccessibleDescription(tr("%1 at %2").arg(nameOf(m_inHand), momentText(momentOf(m_inHand))));
    update();
}

void Timeline::takeInHand(Handle handle)
{
    m_inHand = handle;
    setPlayhead(m_playhead);
}

QRectF Timeline::strip() const
{
    return QRectF(rect()).adjusted(kHandleWidth + 2, kKnob + 2, -kHandleWidth - 2, -3);
}

double Timeline::xOf(double seconds) const
{
    const QRectF place = strip();
    return m_clip ? place.left() + place.width() * std::clamp(seconds / m_clip->seconds, 0.0, 1.0) : place.left();
}

double Timeline::secondsAt(double x) const
{
    if (!m_clip)
        return 0.0;
    const QRectF place = strip();
    return std::clamp((x - place.left()) / place.width(), 0.0, 1.0) * m_clip->seconds;
}

double Timeline::momentOf(Handle handle) const
{
    return handle == Handle::From ? m_from : handle == Handle::To ? m_to : m_playhead;
}

Timeline::Handle Timeline::handleAt(QPointF position) const
{
    const double x = position.x();
    const double from = xOf(m_from);
    const double to = xOf(m_to);
    const bool onFrom = x <= from + kReach && x >= from - kHandleWidth - kReach;
    const bool onTo = x >= to - kReach && x <= to + kHandleWidth + kReach;
    if (position.y() < strip().top() || !(onFrom || onTo))
        return Handle::Playhead; // also where its knob stands above an end
    if (onFrom && onTo)
        return x < (from + to) / 2 ? Handle::From : Handle::To;
    return onFrom ? Handle::From : Handle::To;
}

void Timeline::moveTo(double seconds)
{
    const double frame = m_clip->frameSeconds();
    const double last = m_inHand == Handle::Playhead ? std::max(0.0, m_clip->seconds - frame) : m_clip->seconds;
    const double snapped = std::clamp(std::round(seconds / frame) * frame, 0.0, last);
    switch (m_inHand) {
    case Handle::Playhead:
        if (snapped != m_playhead) {
            setPlayhead(snapped);
            Q_EMIT playheadMoved(snapped);
        }
        break;
    case Handle::From:
        Q_EMIT fromMoved(snapped);
        break;
    case Handle::To:
        // The very end need not lie on the grid of frames.
        Q_EMIT toMoved(seconds >= m_clip->seconds ? m_clip->seconds : snapped);
        break;
    }
}

void Timeline::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !m_clip)
        return;
    takeInHand(handleAt(event->position()));
    m_dragging = true;
    Q_EMIT gestureStarted();
    if (m_inHand == Handle::Playhead)
        moveTo(secondsAt(event->position().x()));
}

void Timeline::mouseMoveEvent(QMouseEvent *event)
{
    if (m_dragging)
        moveTo(secondsAt(event->position().x()));
    else if (m_clip)
        setCursor(handleAt(event->position()) == Handle::Playhead ? Qt::ArrowCursor : Qt::SizeHorCursor);
}

void Timeline::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && std::exchange(m_dragging, false))
        Q_EMIT gestureEnded();
}

void Timeline::keyPressEvent(QKeyEvent *event)
{
    if (!m_clip)
        return QWidget::keyPressEvent(event);
    const double step = event->modifiers().testFlag(Qt::ShiftModifier) ? 1.0 : m_clip->frameSeconds();
    const int handle = static_cast<int>(m_inHand);
    switch (event->key()) {
    case Qt::Key_Left:
        return moveTo(momentOf(m_inHand) - step);
    case Qt::Key_Right:
        return moveTo(momentOf(m_inHand) + step);
    case Qt::Key_Home:
        return moveTo(0.0);
    case Qt::Key_End:
        return moveTo(m_clip->seconds);
    case Qt::Key_Down:
        return takeInHand(static_cast<Handle>((handle + 1) % 3));
    case Qt::Key_Up:
        return takeInHand(static_cast<Handle>((handle + 2) % 3));
    default:
        QWidget::keyPressEvent(event);
    }
}

bool Timeline::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip && m_clip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const Handle handle = handleAt(help->pos());
        const double moment = handle == Handle::Playhead ? secondsAt(help->pos().x()) : momentOf(handle);
        QToolTip::showText(help->globalPos(), handle == Handle::Playhead
                                                  ? momentText(moment)
                                                  : tr("%1: %2").arg(nameOf(handle), momentText(moment)),
                           this);
        return true;
    }
    return QWidget::event(event);
}

void Timeline::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    const QRectF place = strip();
    if (!m_clip || place.width() < 1)
        return;
    paintPosters(painter, place);
    paintStretch(painter, place);
    paintPlayhead(painter, place);
}

void Timeline::paintPosters(QPainter &painter, const QRectF &strip) const
{
    const std::vector<QImage> &posters = m_clip->posters;
    const QSizeF size = posters.front().size();
    const double width = strip.height() * size.width() / size.height();
    painter.save();
    QPainterPath rounded;
    rounded.addRoundedRect(strip, kRadius, kRadius);
    painter.setClipPath(rounded);
    for (double x = strip.left(); x < strip.right(); x += width) {
        const double share = std::clamp((x + width / 2 - strip.left()) / strip.width(), 0.0, 1.0);
        const auto poster = static_cast<std::size_t>(share * static_cast<double>(posters.size()));
        painter.drawImage(QRectF(x, strip.top(), width, strip.height()),
                          posters[std::min(poster, posters.size() - 1)]);
    }
    painter.restore();
}

void Timeline::paintStretch(QPainter &painter, const QRectF &strip) const
{
    const Tones tones = Tones::of(palette(), isEnabled());
    const double from = xOf(m_from);
    const double to = xOf(m_to);
    QColor shade = palette().color(QPalette::Window);
    shade.setAlphaF(0.72F);
    painter.setPen(Qt::NoPen);
    painter.setBrush(shade);
    painter.drawRect(QRectF(strip.left() - 1, strip.top(), from - strip.left() + 1, strip.height()));
    painter.drawRect(QRectF(to, strip.top(), strip.right() - to + 1, strip.height()));

    const bool whole = m_from <= 0.0 && m_to >= m_clip->seconds;
    const QColor frame = whole ? tones.grooveEdge : tones.accent;
    const QRectF stretch(from, strip.top(), to - from, strip.height());
    QPainterPath border;
    border.addRoundedRect(stretch.adjusted(-kHandleWidth, -1, kHandleWidth, 1), kRadius, kRadius);
    QPainterPath hole;
    hole.addRect(stretch.adjusted(0, 2, 0, -2));
    painter.setBrush(frame);
    painter.drawPath(border.subtracted(hole));
    // Grips.
    for (const Handle handle : {Handle::From, Handle::To}) {
        const double x = handle == Handle::From ? from - kHandleWidth / 2 : to + kHandleWidth / 2;
        const bool held = hasFocus() && m_inHand == handle;
        painter.setPen(QPen(held ? tones.text : mixed(frame, palette().color(QPalette::Window), 0.75), held ? 3.0 : 2.0,
                            Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(QPointF(x, strip.center().y() - 7), QPointF(x, strip.center().y() + 7));
    }
}

void Timeline::paintPlayhead(QPainter &painter, const QRectF &strip) const
{
    const Tones tones = Tones::of(palette(), isEnabled());
    const double x = std::round(xOf(m_playhead)) + 0.5;
    painter.setPen(QPen(QColor(0, 0, 0, 150), 3.5));
    painter.drawLine(QPointF(x, strip.top()), QPointF(x, strip.bottom()));
    painter.setPen(QPen(Qt::white, 1.6));
    painter.drawLine(QPointF(x, strip.top() - 1), QPointF(x, strip.bottom()));
    const bool held = hasFocus() && m_inHand == Handle::Playhead;
    QPainterPath knob;
    knob.moveTo(x - 5.5, strip.top() - kKnob - 1);
    knob.lineTo(x + 5.5, strip.top() - kKnob - 1);
    knob.lineTo(x + 5.5, strip.top() - 5);
    knob.lineTo(x, strip.top() + 1);
    knob.lineTo(x - 5.5, strip.top() - 5);
    knob.closeSubpath();
    painter.setPen(QPen(tones.handleEdge, 1));
    painter.setBrush(held ? tones.accent : tones.handle);
    painter.drawPath(knob);
}

} // namespace imago::ui
