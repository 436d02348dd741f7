// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/value_bubble.h"

#include <QPainter>
#include <QPainterPath>

namespace imago::ui {

namespace {

constexpr int kTip = 5;

} // namespace

ValueBubble::ValueBubble(QWidget *window)
    : QWidget(window)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
}

void ValueBubble::show(const QString &text, QPoint tip)
{
    m_text = text;
    const QSize size(fontMetrics().horizontalAdvance(text) + 14, fontMetrics().height() + 6 + kTip);
    const int left = qBound(0, tip.x() - size.width() / 2, qMax(0, parentWidget()->width() - size.width()));
    setGeometry(QRect(QPoint(left, qMax(0, tip.y() - size.height())), size));
    raise();
    setVisible(true);
    update();
}

void ValueBubble::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF body(0.5, 0.5, width() - 1, height() - kTip - 1);
    QPainterPath path;
    path.addRoundedRect(body, 4, 4);
    QPainterPath tip;
    tip.addPolygon(QPolygonF({QPointF(width() / 2.0 - kTip, body.bottom() - 1),
                              QPointF(width() / 2.0 + kTip, body.bottom() - 1),
                              QPointF(width() / 2.0, height() - 1.0)}));
    painter.fillPath(path.united(tip), palette().color(QPalette::Active, QPalette::Highlight));
    painter.setPen(palette().color(QPalette::Active, QPalette::HighlightedText));
    painter.drawText(body, Qt::AlignCenter, m_text);
}

} // namespace imago::ui
