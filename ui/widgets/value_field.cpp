// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/value_field.h"

#include "ui/widgets/tones.h"

#include <QKeyEvent>
#include <QPainter>

namespace imago::ui {

ValueField::ValueField(QWidget *parent)
    : QLineEdit(parent)
{
    setFrame(false);
    setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    setFocusPolicy(Qt::ClickFocus); // one Tab stop a row: the track, which opens this with Enter
    setAttribute(Qt::WA_Hover);
    setTextMargins(2, 0, 3, 0);
    setContextMenuPolicy(Qt::NoContextMenu); // the row has a menu of its own
}

void ValueField::setShown(const QString &text, const QString &number)
{
    m_shown = text;
    m_number = number;
    if (!hasFocus())
        setText(text);
    else if (!isModified())
        QLineEdit::setText(number);
}

void ValueField::beginEdit(const QString &typed)
{
    setFocus(Qt::OtherFocusReason);
    setText(typed.isEmpty() ? m_number : typed);
    setModified(!typed.isEmpty());
    typed.isEmpty() ? selectAll() : end(false);
}

QSize ValueField::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(QStringLiteral("00 years")) + 12, 22};
}

void ValueField::focusInEvent(QFocusEvent *event)
{
    QLineEdit::focusInEvent(event);
    setText(m_number);
    setModified(false);
    selectAll();
    update();
}

void ValueField::focusOutEvent(QFocusEvent *event)
{
    if (event->reason() != Qt::PopupFocusReason && event->reason() != Qt::MenuBarFocusReason)
        commit();
    QLineEdit::focusOutEvent(event);
    setText(m_shown);
    setModified(false);
    update();
}

void ValueField::mousePressEvent(QMouseEvent *event)
{
    const bool opening = !hasFocus();
    QLineEdit::mousePressEvent(event);
    if (opening)
        beginEdit();
}

void ValueField::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        commit();
        Q_EMIT left();
        return;
    case Qt::Key_Escape:
        setModified(false);
        Q_EMIT left();
        return;
    case Qt::Key_Up:
    case Qt::Key_Down:
        commit();
        Q_EMIT stepped(event->key() == Qt::Key_Up ? 1 : -1, event->modifiers().testFlag(Qt::ShiftModifier));
        setText(m_number);
        setModified(false);
        selectAll();
        return;
    default:
        QLineEdit::keyPressEvent(event);
    }
}

void ValueField::commit()
{
    if (!isModified())
        return;
    const QString typed = text();
    setModified(false);
    Q_EMIT entered(typed);
}

void ValueField::paintEvent(QPaintEvent *event)
{
    const Tones tones = Tones::of(palette(), isEnabled());
    QPainter painter(this);
    if (hasFocus() || (underMouse() && isEnabled())) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setBrush(hasFocus() ? palette().color(QPalette::Base) : tones.hover);
        painter.setPen(hasFocus() ? QPen(tones.accent, 1.2) : QPen(Qt::NoPen));
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.6, 1.6, -0.6, -1.6), 3, 3);
    }
    if (hasFocus()) {
        painter.end();
        QLineEdit::paintEvent(event);
        return;
    }
    painter.setPen(isEnabled() ? palette().color(QPalette::WindowText) : tones.faintText);
    painter.setFont(font());
    painter.drawText(rect().adjusted(2, 0, -5, 0), Qt::AlignRight | Qt::AlignVCenter, m_shown);
}

} // namespace imago::ui
