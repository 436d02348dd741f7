// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointF>
#include <QRectF>
#include <QSize>
#include <QSizeF>

namespace imago::ui {

/// Where the picture lies on the canvas: zoom, pan and fit as plain arithmetic.
///
/// Widget coordinates are logical pixels; zoom is device pixels per picture pixel, so that 1 is exact on any
/// screen.
class CanvasGeometry
{
public:
    static constexpr double kLeastZoom = 0.05;
    static constexpr double kMostZoom = 64.0;
    static constexpr double kMargin = 22.0;    ///< Left free around a fitted picture, logical pixels.
    static constexpr double kBarHeight = 34.0; ///< Left free below it too, for the bar that floats there.

    void setViewport(QSizeF size, qreal pixelRatio);
    /// A picture of another size takes the same place on the screen.
    void setPictureSize(QSize size);

    QSize pictureSize() const { return m_picture; }
    bool isFitting() const { return m_fitting; }
    double zoom() const { return m_zoom; }
    QRectF pictureRect() const;
    QPointF toPicture(QPointF position) const;

    /// As large as the viewport allows; stays so when it is resized, until the next zoom or pan.
    void fit();
    /// The point of the picture under `anchor` stays where it is.
    void setZoom(double zoom, QPointF anchor);
    void zoomBy(double factor, QPointF anchor) { setZoom(m_zoom * factor, anchor); }
    /// The next step of 5 %, 10 %, 25 %, 50 %, 100 %, 200 %... in a direction.
    void zoomStep(bool in, QPointF anchor);
    /// The picture never leaves the viewport altogether.
    void panBy(QPointF offset);

    QPointF viewportCentre() const { return {m_viewport.width() / 2, m_viewport.height() / 2}; }

private:
    double logicalPerPixel() const { return m_zoom / m_pixelRatio; }
    void keepInSight();

    QSizeF m_viewport{1, 1};
    qreal m_pixelRatio = 1.0;
    QSize m_picture{512, 512};
    double m_zoom = 1.0;
    QPointF m_centre; ///< Of the picture, from the viewport's centre.
    bool m_fitting = true;
};

} // namespace imago::ui
