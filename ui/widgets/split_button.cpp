// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/split_button.h"

#include "ui/widgets/icon_button.h"
#include "ui/widgets/tones.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

namespace imago::ui {

namespace {

constexpr int kIcon = 16;
constexpr int kArrow = 20;
constexpr int kMargin = 9;
constexpr int kGap = 6;

} // namespace

SplitButton::SplitButton(QWidget *parent)
    : QToolButton(parent)
{
    setPopupMode(QToolButton::DelayedPopup); // the arrow is ours to open
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setMouseTracking(true);
}

void SplitButton::setIconName(const QString &name)
{
    m_iconName = name;
    update();
}

QSize SplitButton::sizeHint() const
{
    return {kMargin + kIcon + kGap + fontMetrics().horizontalAdvance(text()) + kMargin + kArrow,
            fontMetrics().height() + 11};
}

QRect SplitButton::arrow() const
{
    return {width() - kArrow, 0, kArrow, height()};
}

void SplitButton::paintEvent(QPaintEvent *)
{
    const Tones tones = Tones::of(palette(), isEnabled());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF frame = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    const QColor button = palette().color(QPalette::Button);
    QPainterPath shape;
    shape.addRoundedRect(frame, 6, 6);
    painter.fillPath(shape, isDown() ? mixed(button, tones.text, 0.16) : button);
    if (underMouse() && isEnabled()) {
        const bool onArrow = arrow().contains(mapFromGlobal(QCursor::pos()));
        painter.save();
        painter.setClipPath(shape);
        painter.fillRect(onArrow ? arrow() : rect().adjusted(0, 0, -kArrow, 0),
                         mixed(button, tones.text, 0.09));
        painter.restore();
    }
    const QColor edge = mixed(palette().color(QPalette::Window), tones.text, 0.18);
    painter.setPen(QPen(hasFocus() ? tones.accent : edge, 1));
    painter.drawPath(shape);
    painter.setPen(edge);
    painter.drawLine(QPointF(arrow().left() + 0.5, 5), QPointF(arrow().left() + 0.5, height() - 5));

    painter.drawPixmap(QPointF(kMargin, (height() - kIcon) / 2),
                       tintedIcon(m_iconName, kIcon, devicePixelRatioF(), tones.text));
    painter.setPen(tones.text);
    painter.drawText(QRect(kMargin + kIcon + kGap, 0, width() - kArrow - kMargin - kIcon - kGap, height()),
                     Qt::AlignLeft | Qt::AlignVCenter, text());
    const QPointF tip = QRectF(arrow()).center() + QPointF(0, 1.8);
    painter.setPen(QPen(tones.text, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(QPolygonF({tip + QPointF(-3.2, -3.2), tip, tip + QPointF(3.2, -3.2)}));
}

void SplitButton::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && menu() && arrow().contains(event->position().toPoint()))
        showMenu();
    else
        QToolButton::mousePressEvent(event);
}

void SplitButton::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Down && menu())
        showMenu();
    else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else
        QToolButton::keyPressEvent(event);
}

} // namespace imago::ui
