// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/train/message_bar.h"

#include "ui/widgets/icon_button.h"
#include "ui/widgets/tones.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

namespace imago::ui {

namespace {

constexpr int kIconSide = 20;
constexpr int kRadius = 6;

QColor colorOf(MessageBar::Kind kind, const QPalette &palette)
{
    return kind == MessageBar::Kind::Warning ? Tones::of(palette).warning : QColor(0xE0, 0x4F, 0x4F);
}

} // namespace

MessageBar::MessageBar(Kind kind, QWidget *parent)
    : QWidget(parent)
    , m_kind(kind)
    , m_icon(new QLabel(this))
    , m_text(new QLabel(this))
    , m_button(new QPushButton(this))
{
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(14, 8, 10, 8);
    row->setSpacing(10);
    row->addWidget(m_icon, 0, Qt::AlignTop);
    row->addWidget(m_text, 1);
    row->addWidget(m_button, 0, Qt::AlignVCenter);
    connect(m_button, &QPushButton::clicked, this, &MessageBar::pressed);
    recolour();
    hide();
}

void MessageBar::say(const QString &sentence, const QString &button, const QString &help)
{
    m_text->setText(sentence);
    setAccessibleName(sentence);
    m_button->setText(button);
    m_button->setToolTip(help);
    m_button->setVisible(!button.isEmpty());
    setVisible(!sentence.isEmpty());
}

QString MessageBar::sentence() const
{
    return m_text->text();
}

void MessageBar::recolour()
{
    const QString icon =
        m_kind == Kind::Warning ? QStringLiteral("dialog-warning") : QStringLiteral("dialog-error");
    m_icon->setPixmap(tintedIcon(icon, kIconSide, devicePixelRatioF(), colorOf(m_kind, palette())));
}

void MessageBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        recolour();
    QWidget::changeEvent(event);
}

void MessageBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor color = colorOf(m_kind, palette());
    painter.setPen(mixed(palette().color(QPalette::Window), color, 0.5));
    painter.setBrush(mixed(palette().color(QPalette::Window), color, 0.12));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), kRadius, kRadius);
}

} // namespace imago::ui
