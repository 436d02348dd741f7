// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/slider_track.h"

#include "ui/widgets/slider_accessible.h"
#include "ui/widgets/value_bubble.h"

#include <QAccessible>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>

#include <cmath>

namespace imago::ui {

namespace {

constexpr int kPadding = 8;        // half of the handle and its focus ring
constexpr double kHandleReach = 9; // pressing this near to the handle takes it without moving it
constexpr double kFine = 0.1;
constexpr double kCoarse = 10.0;
constexpr int kNotch = 120;

double stepFactor(Qt::KeyboardModifiers modifiers)
{
    return modifiers.testFlag(Qt::ShiftModifier) ? kFine : 1.0;
}

} // namespace

SliderTrack::SliderTrack(QWidget *parent)
    : QWidget(parent)
{
    installSliderAccessibility();
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

SliderTrack::~SliderTrack()
{
    delete m_bubble;
}

void SliderTrack::setSpec(const SliderSpec &spec)
{
    m_spec = spec;
    setAccessibleName(spec.title);
    setAccessibleDescription(spec.help);
    update();
}

void SliderTrack::setValue(double value)
{
    value = m_spec.clamped(value);
    if (value == m_value)
        return;
    m_value = value;
    update();
    QAccessibleValueChangeEvent changed(this, value);
    QAccessible::updateAccessibility(&changed);
}

void SliderTrack::setLinkAmount(double amount)
{
    if (amount == m_linkAmount)
        return;
    m_linkAmount = amount;
    update();
}

void SliderTrack::moveTo(double value)
{
    const double old = m_value;
    setValue(value);
    if (m_value != old)
        Q_EMIT valueChanged(m_value);
}

double SliderTrack::positionOf(double value) const
{
    const double share = (m_spec.clamped(value) - m_spec.low) / (m_spec.high - m_spec.low);
    return kPadding + share * (width() - 2 * kPadding);
}

double SliderTrack::valuePerPixel() const
{
    return (m_spec.high - m_spec.low) / qMax(1, width() - 2 * kPadding);
}

void SliderTrack::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || m_drag) {
        event->ignore();
        return;
    }
    if (m_spec.toggle) {
        moveTo(m_spec.isOn(m_value) ? m_spec.low : m_spec.high);
        return;
    }
    const double x = event->position().x();
    m_drag = Drag{m_value, m_value, x};
    Q_EMIT gestureStarted();
    if (std::abs(x - positionOf(m_value)) > kHandleReach) {
        m_drag->exact = m_spec.clamped(m_spec.low + (x - kPadding) * valuePerPixel());
        moveTo(m_spec.snapped(m_drag->exact));
    }
    showBubble();
    update();
}

void SliderTrack::mouseMoveEvent(QMouseEvent *event)
{
    if (!m_drag)
        return;
    const double x = event->position().x();
    m_drag->exact += (x - m_drag->lastX) * valuePerPixel() * stepFactor(event->modifiers());
    m_drag->lastX = x;
    const double reach =
        m_spec.high - m_spec.low; // how far the hand may overshoot before it has to come back
    m_drag->exact = qBound(m_spec.low - reach, m_drag->exact, m_spec.high + reach);
    moveTo(m_spec.snapped(m_drag->exact));
    if (m_drag)
        showBubble();
}

void SliderTrack::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        endDrag();
}

void SliderTrack::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        m_spec.toggle ? mousePressEvent(event) : reset();
}

void SliderTrack::wheelEvent(QWheelEvent *event)
{
    if (!hasFocus() && !event->modifiers().testFlag(Qt::ControlModifier)) {
        event->ignore();
        return;
    }
    m_wheelRest +=
        event->angleDelta().y() + event->angleDelta().x(); // some systems turn Shift+wheel sideways
    const int notches = m_wheelRest / kNotch;
    m_wheelRest -= notches * kNotch;
    if (notches != 0)
        moveTo(m_spec.snapped(m_value + notches * m_spec.step * stepFactor(event->modifiers())));
    event->accept();
}

void SliderTrack::keyPressEvent(QKeyEvent *event)
{
    const double step = m_spec.step * stepFactor(event->modifiers());
    // Years in tenths: the keyboard may go finer than what the value shows.
    const auto stepBy = [this](double amount) {
        moveTo(m_spec.clamped(std::round((m_value + amount) * 1e4) / 1e4));
    };
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Down:
    case Qt::Key_Minus:
        stepBy(-step);
        return;
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Plus:
        stepBy(step);
        return;
    case Qt::Key_PageDown:
        stepBy(-kCoarse * m_spec.step);
        return;
    case Qt::Key_PageUp:
        stepBy(kCoarse * m_spec.step);
        return;
    case Qt::Key_Home:
        moveTo(m_spec.low);
        return;
    case Qt::Key_End:
        moveTo(m_spec.high);
        return;
    case Qt::Key_Backspace:
    case Qt::Key_Delete:
        reset();
        return;
    case Qt::Key_Space:
        if (m_spec.toggle) {
            moveTo(m_spec.isOn(m_value) ? m_spec.low : m_spec.high);
            return;
        }
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_F2:
        if (!m_spec.toggle) {
            Q_EMIT editRequested({});
            return;
        }
        break;
    case Qt::Key_Escape:
        if (m_drag) {
            moveTo(m_drag->startValue);
            endDrag();
            return;
        }
        break;
    default:
        if (!m_spec.toggle && event->text().size() == 1 && event->text().front().isDigit()) {
            Q_EMIT editRequested(event->text());
            return;
        }
    }
    event->ignore();
}

void SliderTrack::hideEvent(QHideEvent *event)
{
    endDrag(); // a gesture never outlives what started it
    QWidget::hideEvent(event);
}

bool SliderTrack::event(QEvent *event)
{
    switch (event->type()) {
    case QEvent::FocusIn:
    case QEvent::FocusOut:
    case QEvent::HoverEnter:
    case QEvent::HoverLeave:
        update();
        break;
    case QEvent::ShortcutOverride: {
        // Plain keys that move the slider must not become the window's shortcuts.
        auto *key = static_cast<QKeyEvent *>(event);
        const auto held = key->modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier);
        const bool ours =
            (key->key() >= Qt::Key_Home && key->key() <= Qt::Key_PageDown) ||
            (key->key() >= Qt::Key_0 && key->key() <= Qt::Key_9) || key->key() == Qt::Key_Minus ||
            key->key() == Qt::Key_Plus || key->key() == Qt::Key_L || key->key() == Qt::Key_I ||
            key->key() == Qt::Key_Delete || key->key() == Qt::Key_Backspace ||
            (key->key() == Qt::Key_Space && m_spec.toggle) || (key->key() == Qt::Key_Escape && m_drag);
        if (ours && held == Qt::NoModifier) {
            event->accept();
            return true;
        }
        break;
    }
    default:
        break;
    }
    return QWidget::event(event);
}

void SliderTrack::endDrag()
{
    if (!m_drag)
        return;
    m_drag.reset();
    if (m_bubble)
        m_bubble->deleteLater();
    m_bubble = nullptr;
    update();
    Q_EMIT gestureEnded();
}

void SliderTrack::showBubble()
{
    if (!m_bubble)
        m_bubble = new ValueBubble(window());
    const QPoint tip(static_cast<int>(std::lround(positionOf(m_value))), height() / 2 - 8);
    m_bubble->show(m_spec.text(m_value), mapTo(window(), tip));
}

} // namespace imago::ui
