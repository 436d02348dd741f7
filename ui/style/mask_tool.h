// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/canvas/canvas_tool.h"

#include <QImage>

#include <cstdint>

namespace imago::ui {

class StyleSession;

/// The soft brush that paints where the style applies. A stroke is one undo step; with Shift it does the
/// opposite of what the brush is set to. What is left out is veiled while the brush is in hand.
class MaskTool : public CanvasTool
{
public:
    explicit MaskTool(StyleSession &session);

    /// Of the photo's longer side.
    double radiusShare() const { return m_radius; }
    void setRadiusShare(double share) { m_radius = share; }
    double hardness() const { return m_hardness; }
    void setHardness(double hardness) { m_hardness = hardness; }
    bool erases() const { return m_erases; }
    void setErases(bool erases) { m_erases = erases; }

    void press(QPointF position, Qt::KeyboardModifiers modifiers) override;
    void move(QPointF position) override;
    void release() override;
    void paint(QPainter &painter, const CanvasGeometry &geometry, QPointF pointer) const override;

private:
    void paintVeil(QPainter &painter, const CanvasGeometry &geometry) const;
    double radiusInPhoto() const;

    StyleSession &m_session;
    double m_radius = 0.06;
    double m_hardness = 0.4;
    bool m_erases = false;
    bool m_strokeErases = false;
    QPointF m_last;
    mutable QImage m_veil; ///< Of the mask with this revision.
    mutable std::uint64_t m_veiled = 0;
};

} // namespace imago::ui
