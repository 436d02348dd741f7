// SPDX-License-Identifier: GPL-3.0-or-later
// How CanvasView looks; what it does is in canvas_view.cpp.
#include "ui/canvas/canvas_tool.h"
#include "ui/canvas/canvas_view.h"
#include "ui/canvas/scale_picture.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/tones.h"

#include <QPaintEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace imago::ui {

namespace {

constexpr double kGridZoom = 8.0;  ///< From here on single pixels have edges.
constexpr double kSharpZoom = 4.0; ///< From here on pixels are squares, not blurs.
constexpr int kCheckSide = 10;     ///< Logical pixels.
constexpr int kShadowSteps = 10;
constexpr double kHandleRadius = 13.0;
constexpr int kEmptyIconSide = 64;
constexpr double kDropGap = 14.0;

QPixmap checkerboard()
{
    QPixmap tile(2 * kCheckSide, 2 * kCheckSide);
    tile.fill(QColor(0xC8, 0xC8, 0xC8));
    QPainter painter(&tile);
    const QColor light(0xF0, 0xF0, 0xF0);
    painter.fillRect(0, 0, kCheckSide, kCheckSide, light);
    painter.fillRect(kCheckSide, kCheckSide, kCheckSide, kCheckSide, light);
    return tile;
}

void paintShadow(QPainter &painter, const QRectF &rect, bool dark)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(0, 0, 0, dark ? 9 : 4));
    for (int i = 1; i <= kShadowSteps; ++i) {
        const double grow = 1.6 * i;
        painter.drawRoundedRect(rect.adjusted(-grow, 2 - grow, grow, 4 + grow), grow, grow);
    }
    painter.restore();
}

/// The logical pixels that a rectangle of device pixels covers altogether.
QRect coveredBy(const QRect &device, qreal ratio)
{
    const QPoint from(static_cast<int>(std::ceil(device.left() / ratio)),
                      static_cast<int>(std::ceil(device.top() / ratio)));
    const QPoint end(static_cast<int>(std::floor((device.left() + device.width()) / ratio)),
                     static_cast<int>(std::floor((device.top() + device.height()) / ratio)));
    return {from, end - QPoint(1, 1)};
}

} // namespace

QRect CanvasView::placeOnScreen() const
{
    const QRectF rect = m_geometry.pictureRect();
    const qreal ratio = devicePixelRatioF();
    return QRectF(rect.topLeft() * ratio, rect.size() * ratio).toRect();
}

QRect CanvasView::seenOnScreen() const
{
    return placeOnScreen().intersected(QRect(QPoint(), (QSizeF(size()) * devicePixelRatioF()).toSize()));
}

void CanvasView::prepare(Layer &layer) const
{
    const QRect seenAt = seenOnScreen();
    const bool exact = layer.image.size() == m_geometry.pictureSize();
    // Pixels are shown to those who came close; a small picture that fills the canvas looks better smooth.
    const bool sharp = exact && !m_geometry.isFitting() && m_geometry.zoom() >= kSharpZoom;
    if (!layer.seen.isNull() && layer.seenAt == seenAt && layer.sharp == sharp &&
        layer.place == placeOnScreen())
        return;
    layer.seen = scaled(layer.image, layer.transparent, QRectF(placeOnScreen()), seenAt,
                        sharp ? Filter::Sharp : Filter::Smooth);
    layer.seen.setDevicePixelRatio(devicePixelRatioF());
    layer.seenAt = seenAt;
    layer.place = placeOnScreen();
    layer.sharp = sharp;
}

void CanvasView::paintEvent(QPaintEvent *event)
{
    QPainter painter(this);
    const Tones tones = Tones::of(palette());
    const QColor ground = tones.dark ? palette().color(QPalette::Window).darker(128)
                                     : mixed(palette().color(QPalette::Window), Qt::black, 0.12);
    prepare(m_current);
    if (m_compare != Compare::Off)
        prepare(m_reference);

    const QRect picture = coveredBy(m_current.seenAt, devicePixelRatioF());
    const bool pictureAlone = !isEmpty() && picture.contains(event->rect());
    if (!pictureAlone)
        painter.fillRect(event->rect(), ground);
    if (isEmpty()) {
        paintEmpty(painter);
    } else {
        const QRectF rect = m_geometry.pictureRect();
        if (!pictureAlone) {
            painter.setClipRegion(event->region() - picture); // most of the shadow would lie below it
            paintShadow(painter, rect, tones.dark);
            painter.setClipping(false);
        }
        paintPicture(painter, rect);
    }
    if (!m_veil.isNull() && !isEmpty()) {
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        painter.drawImage(m_geometry.pictureRect(), m_veil);
    }
    if (m_tool != nullptr && !isEmpty())
        m_tool->paint(painter, m_geometry, m_handAt);
    if (m_dropHovers)
        paintDropTargets(painter);
    if (hasFocus() && !m_dropHovers) {
        painter.setPen(QPen(mixed(ground, tones.accent, 0.6), 1));
        painter.drawRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5));
    }
    if (m_paintPending) {
        m_paintPending = false;
        // Told from the event loop: whoever listens may show the next frame.
        QMetaObject::invokeMethod(
            this, [this, hash = m_recipeHash] { Q_EMIT painted(hash); }, Qt::QueuedConnection);
    }
}

void CanvasView::paintPicture(QPainter &painter, const QRectF &rect) const
{
    if (m_compare == Compare::Split) {
        const double x = dividerX();
        paintLayer(painter, m_reference, {0, 0, x, static_cast<double>(height())});
        paintLayer(painter, m_current, {x, 0, width() - x, static_cast<double>(height())});
        paintDivider(painter, rect);
        paintLabel(painter, rect, m_referenceWord, Qt::AlignLeft);
        paintLabel(painter, rect, m_nowWord, Qt::AlignRight);
        return;
    }
    const bool reference = m_compare == Compare::Reference;
    paintLayer(painter, reference ? m_reference : m_current, QRectF(this->rect()));
    if (reference)
        paintLabel(painter, rect, m_referenceWord, Qt::AlignLeft);
    if (!m_geometry.isFitting() && m_geometry.zoom() >= kGridZoom && m_current.image.size() == m_geometry.pictureSize())
        paintGrid(painter, rect);
}

void CanvasView::paintLayer(QPainter &painter, const Layer &layer, const QRectF &clip) const
{
    if (layer.seen.isNull())
        return;
    painter.save();
    painter.setClipRect(clip);
    const QPointF at = QPointF(layer.seenAt.topLeft()) / devicePixelRatioF();
    if (layer.transparent) {
        static const QPixmap tile = checkerboard();
        painter.drawTiledPixmap(QRectF(at, layer.seen.deviceIndependentSize()), tile);
    }
    painter.drawImage(at, layer.seen);
    painter.restore();
}

void CanvasView::paintGrid(QPainter &painter, const QRectF &rect) const
{
    const QRectF seen = rect.intersected(QRectF(this->rect()));
    const QPointF from = m_geometry.toPicture(seen.topLeft());
    const QPointF to = m_geometry.toPicture(seen.bottomRight());
    const double step = rect.width() / m_geometry.pictureSize().width();
    QList<QLineF> lines;
    for (int x = static_cast<int>(std::ceil(from.x())); x <= to.x(); ++x)
        lines.append({rect.left() + x * step, seen.top(), rect.left() + x * step, seen.bottom()});
    for (int y = static_cast<int>(std::ceil(from.y())); y <= to.y(); ++y)
        lines.append({seen.left(), rect.top() + y * step, seen.right(), rect.top() + y * step});
    painter.setPen(QPen(QColor(128, 128, 128, 90), 0));
    painter.drawLines(lines);
}

void CanvasView::paintDivider(QPainter &painter, const QRectF &rect) const
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const double x = dividerX();
    painter.setPen(QPen(QColor(0, 0, 0, 90), 3));
    painter.drawLine(QPointF(x, rect.top()), QPointF(x, rect.bottom()));
    painter.setPen(QPen(Qt::white, 1.5));
    painter.drawLine(QPointF(x, rect.top()), QPointF(x, rect.bottom()));

    const QPointF middle(x, QRectF(this->rect()).intersected(rect).center().y());
    painter.setPen(QPen(QColor(0, 0, 0, 60), 1));
    painter.setBrush(Qt::white);
    painter.drawEllipse(middle, kHandleRadius, kHandleRadius);
    painter.setPen(QPen(QColor(70, 70, 70), 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    for (const double side : {-1.0, 1.0}) {
        const QPointF tip = middle + QPointF(side * 8.0, 0);
        const QPointF arrow[] = {tip + QPointF(-side * 4.0, -4.0), tip, tip + QPointF(-side * 4.0, 4.0)};
        painter.drawPolyline(arrow, 3);
    }
    painter.restore();
}

void CanvasView::paintLabel(QPainter &painter, const QRectF &rect, const QString &text,
                            Qt::Alignment side) const
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF seen = QRectF(this->rect()).intersected(rect).adjusted(10, 10, -10, -10);
    QRectF pill(QPointF(), painter.fontMetrics().size(Qt::TextSingleLine, text) + QSize(18, 8));
    pill.moveTop(seen.top());
    if (side == Qt::AlignLeft)
        pill.moveLeft(seen.left());
    else
        pill.moveRight(seen.right());
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(0, 0, 0, 140));
    painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2);
    painter.setPen(Qt::white);
    painter.drawText(pill, Qt::AlignCenter, text);
    painter.restore();
}

void CanvasView::paintEmpty(QPainter &painter) const
{
    const Tones tones = Tones::of(palette());
    const int lineHeight = painter.fontMetrics().height() * 8 / 5;
    const int height = kEmptyIconSide + 3 * lineHeight + lineHeight * static_cast<int>(m_emptyHints.size());
    int y = (this->height() - height) / 2;
    const QPixmap icon = tintedIcon(m_emptyIcon, kEmptyIconSide, devicePixelRatioF(),
                                    mixed(tones.faintText, Qt::transparent, 0.5));
    painter.drawPixmap((width() - kEmptyIconSide) / 2, y, icon);
    y += kEmptyIconSide + lineHeight / 2;

    QFont title = font();
    title.setPointSizeF(title.pointSizeF() * 1.45);
    painter.save();
    painter.setFont(title);
    painter.setPen(tones.text);
    painter.drawText(QRect(0, y, width(), 2 * lineHeight), Qt::AlignCenter, m_emptyTitle);
    painter.restore();
    y += 2 * lineHeight;
    painter.setPen(tones.faintText);
    for (const QString &hint : m_emptyHints) {
        painter.drawText(QRect(16, y, width() - 32, lineHeight), Qt::AlignCenter, hint);
        y += lineHeight;
    }
}

QRectF CanvasView::dropTarget(int zone) const
{
    const int count = std::max(1, static_cast<int>(m_dropZones.size()));
    const QRectF all = QRectF(rect()).adjusted(14, 14, -14, -14);
    const double width = (all.width() - (count - 1) * kDropGap) / count;
    return {all.left() + zone * (width + kDropGap), all.top(), width, all.height()};
}

int CanvasView::dropZoneAt(QPointF position) const
{
    const int count = std::max(1, static_cast<int>(m_dropZones.size()));
    return std::clamp(static_cast<int>(position.x() * count / std::max(width(), 1)), 0, count - 1);
}

void CanvasView::paintDropTargets(QPainter &painter) const
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QColor veil = palette().color(QPalette::Window);
    veil.setAlpha(170);
    painter.fillRect(rect(), veil);
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.4);
    painter.setFont(large);
    const Tones tones = Tones::of(palette());
    for (int zone = 0; zone < m_dropZones.size(); ++zone) {
        const bool hovered = zone == m_dropZone;
        const QColor accent = palette().color(QPalette::Highlight);
        painter.setPen(QPen(hovered ? accent : tones.grooveEdge, 2, Qt::DashLine));
        QColor fill = accent;
        fill.setAlpha(hovered ? 44 : 0);
        painter.setBrush(fill);
        painter.drawRoundedRect(dropTarget(zone), 12, 12);
        painter.setPen(hovered ? tones.text : tones.faintText);
        painter.drawText(dropTarget(zone).adjusted(16, 16, -16, -16), Qt::AlignCenter | Qt::TextWordWrap,
                         m_dropZones[zone]);
    }
    painter.restore();
}

} // namespace imago::ui
