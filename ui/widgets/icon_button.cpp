// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/icon_button.h"

#include "ui/widgets/plain_tip.h"
#include "ui/widgets/tones.h"

#include <QPainter>
#include <QPixmapCache>

namespace imago::ui {

namespace {

constexpr int kIconSide = 16;
constexpr int kButtonSide = 22;

} // namespace

QPixmap tintedIcon(const QString &name, int side, qreal pixelRatio, const QColor &color)
{
    const QString key = QStringLiteral("imago-icon/%1/%2/%3/%4/%5")
                            .arg(QIcon::themeName(), name)
                            .arg(side)
                            .arg(pixelRatio)
                            .arg(color.rgba());
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    pixmap = QIcon::fromTheme(name).pixmap(QSize(side, side), pixelRatio);
    if (pixmap.isNull())
        return pixmap;
    QPainter painter(&pixmap);
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(QRect(QPoint(), pixmap.deviceIndependentSize().toSize()), color);
    painter.end();
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

QIcon themedIcon(const QString &name, const QPalette &palette)
{
    QIcon icon;
    for (const qreal ratio : {1.0, 2.0}) {
        icon.addPixmap(
            tintedIcon(name, kIconSide, ratio, palette.color(QPalette::Active, QPalette::ButtonText)));
        icon.addPixmap(
            tintedIcon(name, kIconSide, ratio, palette.color(QPalette::Disabled, QPalette::ButtonText)),
            QIcon::Disabled);
    }
    return icon;
}

IconButton::IconButton(const QString &iconName, QWidget *parent)
    : QToolButton(parent)
    , m_iconName(iconName)
{
    setAutoRaise(true);
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
}

void IconButton::setCheckedIcon(const QString &iconName)
{
    m_checkedIconName = iconName;
    update();
}

void IconButton::setQuiet(bool quiet)
{
    m_quiet = quiet;
    setFocusPolicy(quiet ? Qt::NoFocus : Qt::TabFocus); // a quiet one is reached through its row
    update();
}

void IconButton::setAwake(bool awake)
{
    if (m_awake == awake)
        return;
    m_awake = awake;
    update();
}

void IconButton::setWords(const QString &words)
{
    setToolTip(plainTip(words));
    setAccessibleName(words);
}

QSize IconButton::sizeHint() const
{
    return {menu() ? kButtonSide + 8 : kButtonSide, kButtonSide};
}

void IconButton::paintEvent(QPaintEvent *)
{
    if (m_quiet && !m_awake && !isChecked() && !underMouse())
        return;
    const Tones tones = Tones::of(palette(), isEnabled());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF frame = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    const bool tinted = isChecked() && !m_quiet;
    if (tinted || isDown() || (isEnabled() && underMouse())) {
        painter.setPen(Qt::NoPen);
        QColor ground = tinted ? mixed(palette().color(QPalette::Window), tones.accent, 0.28) : tones.hover;
        if (isDown())
            ground = mixed(ground, tones.text, 0.12);
        painter.setBrush(ground);
        painter.drawRoundedRect(frame, 4, 4);
    }
    if (hasFocus()) {
        painter.setPen(QPen(tones.accent, 1.2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(frame, 4, 4);
    }
    const bool strong = isChecked() || underMouse() || !m_quiet;
    const QColor ink = tinted ? mixed(tones.accent, tones.text, 0.35) : strong ? tones.text : tones.faintText;
    const int side = qMin(kIconSide, height() - 2);
    const QString &name = isChecked() && !m_checkedIconName.isEmpty() ? m_checkedIconName : m_iconName;
    const QPixmap icon = tintedIcon(name, side, devicePixelRatioF(), ink);
    const int shift = menu() ? -4 : 0;
    painter.drawPixmap(QPointF((width() - side) / 2 + shift, (height() - side) / 2), icon);
    if (menu()) {
        const QPointF tip(width() - 7.5, height() / 2.0 + 1.5);
        painter.setPen(QPen(ink, 1.2));
        painter.drawPolyline(QPolygonF({tip + QPointF(-2.5, -2.5), tip, tip + QPointF(2.5, -2.5)}));
    }
}

} // namespace imago::ui
