// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/train/nearest_pairs.h"

#include "ui/widgets/tones.h"

#include <QHelpEvent>
#include <QLocale>
#include <QPainter>
#include <QStringList>
#include <QToolTip>

#include <utility>

namespace imago::ui {

namespace {

constexpr int kSide = 56;
constexpr int kGap = 2;     // between the two of a pair
constexpr int kSpace = 10;  // between pairs
constexpr int kBelowHeading = 4;

void paintPicture(QPainter &painter, const QRect &place, const QImage &picture)
{
    QRect target({}, picture.size().scaled(place.size(), Qt::KeepAspectRatio));
    target.moveCenter(place.center());
    painter.drawImage(target, picture);
}

} // namespace

NearestPairs::NearestPairs(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    hide();
    retranslate();
}

void NearestPairs::setPairs(std::vector<NearestPair> pairs)
{
    m_pairs = std::move(pairs);
    setVisible(!m_pairs.empty());
    retranslate();
}

QSize NearestPairs::sizeHint() const
{
    const int count = static_cast<int>(m_pairs.size());
    return {count * (kSide + kSpace), fontMetrics().height() + kBelowHeading + 2 * kSide + kGap};
}

QSize NearestPairs::minimumSizeHint() const
{
    return {kSide, sizeHint().height()};
}

QRect NearestPairs::cellOf(std::size_t pair) const
{
    const int index = static_cast<int>(pair);
    return {index * (kSide + kSpace), fontMetrics().height() + kBelowHeading, kSide, 2 * kSide + kGap};
}

QString NearestPairs::words(const NearestPair &pair) const
{
    return pair.looksEqual ? tr("%1: the two look equal").arg(pair.name)
                           : tr("%1: %2 of the distance from an unseen picture to its nearest")
                                 .arg(pair.name, QLocale().toString(pair.distance, 'f', 2));
}

void NearestPairs::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    const Tones tones = Tones::of(palette());
    painter.setPen(tones.faintText);
    painter.drawText(QRect(0, 0, width(), fontMetrics().height()), Qt::AlignLeading | Qt::AlignVCenter,
                     fontMetrics().elidedText(m_heading, Qt::ElideRight, width()));
    for (std::size_t i = 0; i < m_pairs.size(); ++i) {
        const QRect cell = cellOf(i);
        if (cell.right() >= width())
            break;
        paintPicture(painter, {cell.topLeft(), QSize(kSide, kSide)}, m_pairs[i].drawn);
        paintPicture(painter, {cell.left(), cell.top() + kSide + kGap, kSide, kSide}, m_pairs[i].training);
        if (m_pairs[i].looksEqual) {
            painter.setPen(QPen(tones.warning, 2));
            painter.drawRect(cell.adjusted(1, 1, -1, -1));
        }
    }
}

bool NearestPairs::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    for (std::size_t i = 0; i < m_pairs.size(); ++i) {
        if (cellOf(i).contains(help->pos())) {
            QToolTip::showText(help->globalPos(), words(m_pairs[i]), this, cellOf(i));
            return true;
        }
    }
    QToolTip::hideText();
    return true;
}

void NearestPairs::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void NearestPairs::retranslate()
{
    m_heading = tr("Drawn, and below the training picture that it resembles most");
    QStringList all;
    for (const NearestPair &pair : m_pairs)
        all << words(pair);
    setAccessibleName(m_heading);
    setAccessibleDescription(all.join(QLatin1Char('\n')));
    updateGeometry();
    update();
}

} // namespace imago::ui
