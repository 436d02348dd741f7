// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/canvas_geometry.h"

#include <algorithm>
#include <iterator>

namespace imago::ui {

namespace {

constexpr double kSteps[] = {0.05, 0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64};
/// Two zooms closer than this are the same step.
constexpr double kSame = 1.001;

} // namespace

void CanvasGeometry::setViewport(QSizeF size, qreal pixelRatio)
{
    m_viewport = size;
    m_pixelRatio = pixelRatio;
    if (m_fitting)
        fit();
    else
        keepInSight();
}

void CanvasGeometry::setPictureSize(QSize size)
{
    if (size == m_picture || size.isEmpty())
        return;
    m_zoom *= static_cast<double>(m_picture.width()) / size.width();
    m_picture = size;
    if (m_fitting)
        fit();
}

QRectF CanvasGeometry::pictureRect() const
{
    const QSizeF size = QSizeF(m_picture) * logicalPerPixel();
    const QPointF centre = viewportCentre() + m_centre;
    return {centre.x() - size.width() / 2, centre.y() - size.height() / 2, size.width(), size.height()};
}

QPointF CanvasGeometry::toPicture(QPointF position) const
{
    return (position - pictureRect().topLeft()) / logicalPerPixel();
}

void CanvasGeometry::fit()
{
    m_fitting = true;
    m_centre = {0.0, -kBarHeight / 2};
    const double wide = std::max(1.0, m_viewport.width() - 2 * kMargin) / m_picture.width();
    const double high = std::max(1.0, m_viewport.height() - 2 * kMargin - kBarHeight) / m_picture.height();
    m_zoom = std::clamp(std::min(wide, high) * m_pixelRatio, kLeastZoom, kMostZoom);
}

void CanvasGeometry::setZoom(double zoom, QPointF anchor)
{
    m_fitting = false;
    const double clamped = std::clamp(zoom, kLeastZoom, kMostZoom);
    const QPointF fromCentre = anchor - viewportCentre() - m_centre;
    m_centre += fromCentre * (1.0 - clamped / m_zoom);
    m_zoom = clamped;
    keepInSight();
}

void CanvasGeometry::zoomStep(bool in, QPointF anchor)
{
    if (in) {
        const auto next = std::upper_bound(std::begin(kSteps), std::end(kSteps), m_zoom * kSame);
        setZoom(next == std::end(kSteps) ? kMostZoom : *next, anchor);
    } else {
        const auto next = std::lower_bound(std::begin(kSteps), std::end(kSteps), m_zoom / kSame);
        setZoom(next == std::begin(kSteps) ? kLeastZoom : *std::prev(next), anchor);
    }
}

void CanvasGeometry::panBy(QPointF offset)
{
    m_fitting = false;
    m_centre += offset;
    keepInSight();
}

void CanvasGeometry::keepInSight()
{
    const QSizeF half = QSizeF(m_picture) * logicalPerPixel() / 2;
    const double mostX = std::max(half.width(), m_viewport.width() / 2 - kMargin);
    const double mostY = std::max(half.height(), m_viewport.height() / 2 - kMargin);
    m_centre = {std::clamp(m_centre.x(), -mostX, mostX), std::clamp(m_centre.y(), -mostY, mostY)};
}

} // namespace imago::ui
