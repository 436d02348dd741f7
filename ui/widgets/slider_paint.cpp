// SPDX-License-Identifier: GPL-3.0-or-later
// How a SliderTrack looks; what it does is in slider_track.cpp.
#include "ui/widgets/slider_track.h"
#include "ui/widgets/tones.h"

#include <QLinearGradient>
#include <QPainter>
#include <QPainterPath>

namespace imago::ui {

namespace {

constexpr double kGroove = 4;
constexpr double kGradientGroove = 7;
constexpr double kHandle = 6;          // radius
constexpr double kVisibleLink = 0.004; // share of the range below which a link's mark would be noise

} // namespace

void SliderTrack::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_spec.toggle) {
        paintSwitch(painter);
        return;
    }
    const double middle = height() / 2.0;
    paintGroove(painter, middle);
    paintHandle(painter, middle);
}

void SliderTrack::paintGroove(QPainter &painter, double middle) const
{
    const Tones tones = Tones::of(palette(), isEnabled());
    const double left = positionOf(m_spec.low);
    const double right = positionOf(m_spec.high);
    const double safeLeft = positionOf(m_spec.safeLow);
    const double safeRight = positionOf(m_spec.safeHigh);
    const bool coloured = !m_spec.gradient.empty();
    const double thickness = coloured ? kGradientGroove : kGroove;
    const QRectF groove(left - thickness / 2, middle - thickness / 2, right - left + thickness, thickness);
    QPainterPath shape;
    shape.addRoundedRect(groove, thickness / 2, thickness / 2);

    if (coloured) {
        QLinearGradient gradient(left, 0, right, 0);
        const auto count = m_spec.gradient.size();
        for (std::size_t i = 0; i < count; ++i) {
            const double place = count > 1 ? static_cast<double>(i) / static_cast<double>(count - 1) : 0.0;
            gradient.setColorAt(place, m_spec.gradient[i]);
        }
        painter.setOpacity(isEnabled() ? 1.0 : 0.45);
        painter.fillPath(shape, gradient);
        painter.setOpacity(1.0);
        painter.setPen(QPen(mixed(tones.groove, tones.grooveEdge, 0.35), 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawPath(shape);
    } else {
        painter.fillPath(shape, tones.groove);
        const double neutral = positionOf(m_spec.neutral);
        const double value = positionOf(m_value);
        painter.save();
        painter.setClipPath(shape);
        const bool safe = m_spec.isSafe(m_value);
        const double from = m_spec.neutral <= m_spec.low ? groove.left() : neutral;
        painter.fillRect(
            QRectF(QPointF(qMin(from, value), groove.top()), QPointF(qMax(from, value), groove.bottom())),
            safe ? tones.accent : tones.warning);
        painter.restore();
    }

    // Beyond the safe range the groove thins out; a small tick says where.
    painter.save();
    const QColor ground = palette().color(QPalette::Window);
    const auto thin = [&](double from, double to) {
        painter.fillRect(QRectF(QPointF(from, groove.top() - 1), QPointF(to, middle - 1)), ground);
        painter.fillRect(QRectF(QPointF(from, middle + 1), QPointF(to, groove.bottom() + 1)), ground);
    };
    painter.setPen(QPen(mixed(tones.groove, tones.warning, 0.7), 1));
    if (m_spec.safeLow > m_spec.low) {
        thin(groove.left() - 1, safeLeft);
        painter.drawLine(QPointF(safeLeft, middle - 3.5), QPointF(safeLeft, middle + 3.5));
    }
    if (m_spec.safeHigh < m_spec.high) {
        thin(safeRight, groove.right() + 1);
        painter.drawLine(QPointF(safeRight, middle - 3.5), QPointF(safeRight, middle + 3.5));
    }
    painter.restore();

    if (m_spec.neutral > m_spec.low && m_spec.neutral < m_spec.high) {
        const double neutral = positionOf(m_spec.neutral);
        painter.setPen(QPen(tones.grooveEdge, 1.2));
        painter.drawLine(QPointF(neutral, middle - 6.5), QPointF(neutral, middle - thickness / 2 - 1));
        painter.drawLine(QPointF(neutral, middle + thickness / 2 + 1), QPointF(neutral, middle + 6.5));
    }
}

void SliderTrack::paintHandle(QPainter &painter, double middle) const
{
    const Tones tones = Tones::of(palette(), isEnabled());
    const QPointF centre(positionOf(m_value), middle);

    if (std::abs(m_linkAmount) > kVisibleLink * (m_spec.high - m_spec.low)) {
        // Where the value would stand without its links, and the way that they carried it.
        const QPointF without(positionOf(m_value - m_linkAmount), middle);
        painter.setPen(QPen(tones.link, 2, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(without, centre);
        painter.setPen(QPen(tones.link, 1.4));
        painter.setBrush(palette().color(QPalette::Window));
        painter.drawEllipse(without, 3.2, 3.2);
    }

    const bool live = isEnabled() && (underMouse() || m_drag);
    if (hasFocus()) {
        QColor ring = tones.accent;
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(ring, 1.6));
        painter.drawEllipse(centre, kHandle + 1.7, kHandle + 1.7);
    }
    painter.setPen(QPen(m_spec.isSafe(m_value) ? tones.handleEdge : tones.warning, 1.2));
    painter.setBrush(live ? mixed(tones.handle, tones.accent, m_drag ? 0.35 : 0.15) : tones.handle);
    const double radius = live ? kHandle + 0.4 : kHandle - 0.4;
    painter.drawEllipse(centre, radius, radius);
}

void SliderTrack::paintSwitch(QPainter &painter) const
{
    const Tones tones = Tones::of(palette(), isEnabled());
    const bool on = m_spec.isOn(m_value);
    const QRectF pill(2.5, height() / 2.0 - 7.5, 28, 15);
    painter.setPen(hasFocus() ? QPen(mixed(tones.accent, tones.text, 0.2), 1.6) : QPen(tones.grooveEdge, 1));
    painter.setBrush(on ? tones.accent : tones.groove);
    painter.drawRoundedRect(pill, 7.5, 7.5);
    painter.setPen(QPen(tones.handleEdge, 1));
    painter.setBrush(tones.handle);
    painter.drawEllipse(QPointF(on ? pill.right() - 7.5 : pill.left() + 7.5, pill.center().y()), 5.2, 5.2);
}

} // namespace imago::ui
