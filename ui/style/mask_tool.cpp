// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/mask_tool.h"

#include "ui/canvas/canvas_geometry.h"
#include "ui/canvas/veil.h"
#include "ui/session/style_session.h"

#include <QPainter>

#include <algorithm>

namespace imago::ui {

namespace {

/// Mask pixels of one photo pixel.
double scaleOf(const StyleState &state)
{
    const Size photo = state.photo->size();
    const int longest = std::max(photo.width, photo.height);
    return static_cast<double>(std::min(longest, style::BrushMask::kLongestSide)) / longest;
}

} // namespace

MaskTool::MaskTool(StyleSession &session)
    : m_session(session)
{
}

double MaskTool::radiusInPhoto() const
{
    const SourcePtr &photo = m_session.state().photo;
    return photo ? m_radius * std::max(photo->size().width, photo->size().height) : 0.0;
}

void MaskTool::press(QPointF position, Qt::KeyboardModifiers modifiers)
{
    m_strokeErases = m_erases != modifiers.testFlag(Qt::ShiftModifier);
    m_session.beginGesture();
    m_last = position;
    move(position);
}

void MaskTool::move(QPointF position)
{
    if (m_session.state().photo == nullptr)
        return;
    const double scale = scaleOf(m_session.state());
    m_session.brush(m_last * scale, position * scale,
                    {radiusInPhoto() * scale, m_hardness, m_strokeErases});
    m_last = position;
}

void MaskTool::release()
{
    m_session.endGesture();
}

void MaskTool::paintVeil(QPainter &painter, const CanvasGeometry &geometry) const
{
    const style::BrushMask &mask = m_session.state().mask;
    if (mask.isNone())
        return;
    if (m_veiled != mask.revision()) {
        m_veil = veilOver(mask.toImage());
        m_veiled = mask.revision();
    }
    painter.save();
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawImage(geometry.pictureRect(), m_veil);
    painter.restore();
}

void MaskTool::paint(QPainter &painter, const CanvasGeometry &geometry, QPointF pointer) const
{
    paintVeil(painter, geometry);
    const QRectF picture = geometry.pictureRect();
    if (!picture.contains(pointer))
        return;
    const double logical = picture.width() / std::max(1, geometry.pictureSize().width());
    const double radius = std::max(1.5, radiusInPhoto() * logical);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(QColor(0, 0, 0, 160), 3));
    painter.drawEllipse(pointer, radius, radius);
    painter.setPen(QPen(Qt::white, 1.4, m_erases ? Qt::DashLine : Qt::SolidLine));
    painter.drawEllipse(pointer, radius, radius);
    if (m_hardness > 0.05) {
        painter.setPen(QPen(QColor(255, 255, 255, 110), 1));
        painter.drawEllipse(pointer, radius * m_hardness, radius * m_hardness);
    }
    painter.restore();
}

} // namespace imago::ui
