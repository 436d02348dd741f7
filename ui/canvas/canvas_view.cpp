// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/canvas_view.h"

#include "ui/canvas/canvas_tool.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QNativeGestureEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <utility>

namespace imago::ui {

namespace {

constexpr double kWheelFactor = 1.25; ///< One notch of the wheel.
constexpr double kPanStep = 48.0;     ///< One arrow key, logical pixels.
constexpr double kDividerReach = 8.0; ///< How near the pointer has to be to take the divider.
constexpr double kDividerStep = 0.02;

} // namespace

CanvasView::CanvasView(QWidget *parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAcceptDrops(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    retranslate();
}

void CanvasView::showFrame(const QImage &image, QSize size, bool transparent, std::uint64_t recipeHash)
{
    const bool sizeChanges = size != m_geometry.pictureSize();
    const bool appears = isEmpty() != image.isNull();
    m_geometry.setPictureSize(size);
    m_current = {image, transparent, {}, {}, {}, false};
    m_recipeHash = recipeHash;
    m_paintPending = true;
    if (sizeChanges || appears) {
        geometryChanged();
        return;
    }
    // What lies around the picture stays as it is.
    const QRect seen = seenOnScreen();
    const qreal ratio = devicePixelRatioF();
    update(QRectF(seen.x() / ratio, seen.y() / ratio, seen.width() / ratio, seen.height() / ratio)
               .toAlignedRect());
}

void CanvasView::clear()
{
    m_current = {};
    geometryChanged();
}

void CanvasView::setEmptyText(const QString &title, const QStringList &hints)
{
    m_emptyTitle = title;
    m_emptyHints = hints;
    setAccessibleDescription(title + QLatin1Char('\n') + hints.join(QLatin1Char('\n')));
    if (isEmpty())
        update();
}

void CanvasView::setCompareWords(const QString &reference, const QString &now)
{
    m_referenceWord = reference;
    m_nowWord = now;
    update();
}

void CanvasView::setVeil(const QImage &veil)
{
    m_veil = veil;
    update();
}

void CanvasView::setTool(CanvasTool *tool)
{
    if (m_hand == Hand::Tool) { // it is taken out of the hand
        m_hand = Hand::Free;
        m_tool->release();
    }
    m_tool = tool;
    updateCursor(m_handAt);
    update();
}

void CanvasView::holdReference()
{
    if (isEmpty())
        return;
    m_reference = m_current;
    Q_EMIT referenceChanged(true);
    update();
}

void CanvasView::setReference(const QImage &image, QSize size, bool transparent)
{
    if (isEmpty()) {
        m_geometry.setPictureSize(size);
        geometryChanged();
    }
    m_reference = {image, transparent, {}, {}, {}, false};
    Q_EMIT referenceChanged(hasReference());
    update();
}

void CanvasView::clearReference()
{
    m_reference = {};
    setCompare(Compare::Off);
    Q_EMIT referenceChanged(false);
    update();
}

void CanvasView::setCompare(Compare compare)
{
    if (!hasReference())
        compare = Compare::Off;
    if (m_compare == compare)
        return;
    m_compare = compare;
    Q_EMIT compareChanged(compare);
    update();
}

void CanvasView::setDivider(double fraction)
{
    m_divider = std::clamp(fraction, 0.0, 1.0);
    update();
}

void CanvasView::fit()
{
    m_geometry.fit();
    geometryChanged();
}

void CanvasView::zoomIn()
{
    m_geometry.zoomStep(true, m_geometry.viewportCentre());
    geometryChanged();
}

void CanvasView::zoomOut()
{
    m_geometry.zoomStep(false, m_geometry.viewportCentre());
    geometryChanged();
}

void CanvasView::setZoom(double zoom)
{
    m_geometry.setZoom(zoom, m_geometry.viewportCentre());
    geometryChanged();
}

void CanvasView::geometryChanged()
{
    Q_EMIT zoomChanged(m_geometry.zoom(), m_geometry.isFitting());
    update();
}

bool CanvasView::event(QEvent *event)
{
    if (event->type() == QEvent::NativeGesture) {
        const auto *gesture = static_cast<QNativeGestureEvent *>(event);
        if (gesture->gestureType() == Qt::ZoomNativeGesture) {
            m_geometry.zoomBy(1.0 + gesture->value(), gesture->position());
            geometryChanged();
            return true;
        }
    }
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    return QWidget::event(event);
}

void CanvasView::resizeEvent(QResizeEvent *)
{
    m_geometry.setViewport(QSizeF(size()), devicePixelRatioF());
    geometryChanged();
}

void CanvasView::wheelEvent(QWheelEvent *event)
{
    const double notches = event->angleDelta().y() / 120.0;
    if (isEmpty() || notches == 0.0)
        return;
    m_geometry.zoomBy(std::pow(kWheelFactor, notches), event->position());
    geometryChanged();
    event->accept();
}

void CanvasView::mousePressEvent(QMouseEvent *event)
{
    setFocus(Qt::MouseFocusReason);
    m_handAt = m_pressedAt = event->position();
    const bool left = event->button() == Qt::LeftButton;
    if (isEmpty())
        return;
    if (event->button() == Qt::MiddleButton || (left && m_spaceHeld))
        m_hand = Hand::Pan;
    else if (left && isOnDivider(event->position()))
        m_hand = Hand::Divider;
    else if (left && m_tool != nullptr)
        m_hand = Hand::Tool;
    else if (left && m_geometry.pictureRect().contains(event->position()))
        m_hand = Hand::MayDragOut;
    if (m_hand == Hand::Tool)
        m_tool->press(m_geometry.toPicture(event->position()), event->modifiers());
    updateCursor(event->position());
}

void CanvasView::mouseMoveEvent(QMouseEvent *event)
{
    const QPointF moved = event->position() - m_handAt;
    m_handAt = event->position();
    if (m_hand == Hand::Pan) {
        m_geometry.panBy(moved);
        geometryChanged();
    } else if (m_hand == Hand::Divider) {
        const QRectF rect = m_geometry.pictureRect();
        setDivider((event->position().x() - rect.left()) / rect.width());
    } else if (m_hand == Hand::MayDragOut) {
        const double way = (event->position() - m_pressedAt).manhattanLength();
        if (way >= QApplication::startDragDistance())
            startDragOut();
    } else if (m_hand == Hand::Tool) {
        m_tool->move(m_geometry.toPicture(event->position()));
    } else {
        updateCursor(event->position());
    }
    if (m_tool != nullptr)
        update(); // it follows the pointer
}

void CanvasView::mouseReleaseEvent(QMouseEvent *event)
{
    if (std::exchange(m_hand, Hand::Free) == Hand::Tool)
        m_tool->release();
    updateCursor(event->position());
}

void CanvasView::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || isEmpty())
        return;
    if (m_tool != nullptr) {
        mousePressEvent(event);
        return;
    }
    if (m_geometry.isFitting()) {
        m_geometry.setZoom(1.0, event->position());
        geometryChanged();
    } else {
        fit();
    }
}

void CanvasView::holdCompare(bool held)
{
    if (held == (m_compare == Compare::Reference))
        return;
    if (held) {
        m_compareBeforeHold = m_compare;
        setCompare(Compare::Reference);
    } else {
        setCompare(m_compareBeforeHold);
    }
}

void CanvasView::keyPressEvent(QKeyEvent *event)
{
    if (event->isAutoRepeat() && (event->key() == Qt::Key_Space || event->key() == Qt::Key_C))
        return;
    const auto pan = [this](double x, double y) {
        m_geometry.panBy({x, y});
        geometryChanged();
    };
    switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoomIn();
        break;
    case Qt::Key_Minus:
        zoomOut();
        break;
    case Qt::Key_0:
        fit();
        break;
    case Qt::Key_1:
        setZoom(1.0);
        break;
    case Qt::Key_Left:
        pan(kPanStep, 0);
        break;
    case Qt::Key_Right:
        pan(-kPanStep, 0);
        break;
    case Qt::Key_Up:
        pan(0, kPanStep);
        break;
    case Qt::Key_Down:
        pan(0, -kPanStep);
        break;
    case Qt::Key_BracketLeft:
        setDivider(m_divider - kDividerStep);
        break;
    case Qt::Key_BracketRight:
        setDivider(m_divider + kDividerStep);
        break;
    case Qt::Key_C:
        holdCompare(true);
        break;
    case Qt::Key_Space:
        m_spaceHeld = true;
        updateCursor(m_handAt);
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

void CanvasView::keyReleaseEvent(QKeyEvent *event)
{
    if (event->isAutoRepeat())
        return;
    if (event->key() == Qt::Key_Space) {
        m_spaceHeld = false;
        updateCursor(m_handAt);
    } else if (event->key() == Qt::Key_C) {
        holdCompare(false);
    } else {
        QWidget::keyReleaseEvent(event);
    }
}

void CanvasView::focusOutEvent(QFocusEvent *event)
{
    m_spaceHeld = false;
    holdCompare(false);
    QWidget::focusOutEvent(event);
    update();
}

void CanvasView::leaveEvent(QEvent *)
{
    m_handAt = {-1e6, -1e6};
    if (m_tool != nullptr)
        update();
}

void CanvasView::contextMenuEvent(QContextMenuEvent *event)
{
    Q_EMIT menuRequested(event->globalPos());
}

double CanvasView::dividerX() const
{
    const QRectF rect = m_geometry.pictureRect();
    return rect.left() + rect.width() * m_divider;
}

bool CanvasView::isOnDivider(QPointF position) const
{
    const QRectF rect = m_geometry.pictureRect();
    return m_compare == Compare::Split && std::abs(position.x() - dividerX()) <= kDividerReach &&
           position.y() >= rect.top() && position.y() <= rect.bottom();
}

void CanvasView::updateCursor(QPointF position)
{
    if (m_hand == Hand::Pan)
        setCursor(Qt::ClosedHandCursor);
    else if (m_spaceHeld)
        setCursor(Qt::OpenHandCursor);
    else if (m_hand == Hand::Divider || isOnDivider(position))
        setCursor(Qt::SplitHCursor);
    else if (m_tool != nullptr && !isEmpty())
        setCursor(Qt::CrossCursor);
    else
        unsetCursor();
}

void CanvasView::retranslate()
{
    setAccessibleName(tr("Canvas"));
    update();
}

} // namespace imago::ui
