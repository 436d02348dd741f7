// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointF>
#include <Qt>

class QPainter;

namespace imago::ui {

class CanvasGeometry;

/// What the left mouse button does on the picture instead of dragging it out. Positions are pixels of the
/// picture, also outside of it.
class CanvasTool
{
public:
    virtual ~CanvasTool() = default;

    virtual void press(QPointF position, Qt::KeyboardModifiers modifiers) = 0;
    virtual void move(QPointF position) = 0;
    virtual void release() = 0;

    /// Over the picture. `pointer` is in the canvas' coordinates; it may be outside of the canvas.
    virtual void paint(QPainter &painter, const CanvasGeometry &geometry, QPointF pointer) const = 0;
};

} // namespace imago::ui
