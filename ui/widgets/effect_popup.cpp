// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/effect_popup.h"

#include "ui/widgets/tones.h"

#include <QLabel>
#include <QPainter>
#include <QScreen>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace imago::ui {

namespace {

constexpr std::size_t kMostBars = 8;
constexpr double kNoise = 0.02; // standard deviations; less than this nobody can see
constexpr int kWidth = 300;

/// The bars of one row: to the right what grows, to the left what shrinks.
class EffectBars : public QWidget
{
public:
    EffectBars(std::vector<Effect> effects, QWidget *parent)
        : QWidget(parent)
        , m_effects(std::move(effects))
    {
        QStringList lines;
        for (const Effect &effect : m_effects)
            lines << QStringLiteral("%1 %2").arg(effect.title, signedNumber(effect.amount));
        setAccessibleName(lines.join(QStringLiteral(", ")));
    }

    QSize sizeHint() const override { return {kWidth, static_cast<int>(m_effects.size()) * rowHeight() + 2}; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const Tones tones = Tones::of(palette());
        double most = 0.5;
        for (const Effect &effect : m_effects)
            most = std::max(most, std::abs(effect.amount));
        const int nameWidth = width() * 46 / 100;
        const int numberWidth = fontMetrics().horizontalAdvance(QStringLiteral("+00.00")) + 4;
        const QRectF field(nameWidth + 6, 0, width() - nameWidth - numberWidth - 12, height());
        const double zero = field.center().x();
        painter.setPen(tones.groove);
        painter.drawLine(QPointF(zero, 0), QPointF(zero, height()));
        double top = 1;
        for (const Effect &effect : m_effects) {
            const QRectF row(0, top, width(), rowHeight());
            painter.setPen(tones.text);
            painter.drawText(QRectF(row.left(), row.top(), nameWidth, row.height()),
                             Qt::AlignRight | Qt::AlignVCenter,
                             fontMetrics().elidedText(effect.title, Qt::ElideRight, nameWidth));
            const double length = effect.amount / most * field.width() / 2;
            painter.setPen(Qt::NoPen);
            painter.setBrush(effect.expected ? tones.accent : tones.warning);
            painter.drawRoundedRect(QRectF(zero, row.center().y() - 3, length, 6).normalized(), 2, 2);
            painter.setPen(tones.faintText);
            painter.drawText(row, Qt::AlignRight | Qt::AlignVCenter, signedNumber(effect.amount));
            top += rowHeight();
        }
    }

private:
    int rowHeight() const { return fontMetrics().height() + 4; }

    static QString signedNumber(double amount)
    {
        return (amount > 0 ? QStringLiteral("+") : QString()) + QString::number(amount, 'f', 2);
    }

    std::vector<Effect> m_effects;
};

QLabel *paragraph(const QString &text, QWidget *parent, bool faint)
{
    auto *label = new QLabel(text, parent);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    if (faint) {
        QPalette palette = label->palette();
        palette.setColor(QPalette::WindowText, Tones::of(palette).faintText);
        label->setPalette(palette);
    }
    return label;
}

} // namespace

EffectPopup::EffectPopup(const QString &title, const QString &help, const Effects &effects, QWidget *parent)
    : QFrame(parent, Qt::Popup)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setFrameShape(QFrame::StyledPanel);
    setAccessibleName(title);
    setAccessibleDescription(help);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 10, 12, 10);
    layout->setSpacing(6);
    QLabel *heading = paragraph(title, this, false);
    QFont bold = heading->font();
    bold.setBold(true);
    heading->setFont(bold);
    layout->addWidget(heading);
    layout->addWidget(paragraph(help, this, true));
    setFixedWidth(kWidth + 24);

    if (!effects) {
        layout->addWidget(paragraph(
            tr("What this slider changes besides has not been measured for this model."), this, false));
        return;
    }
    std::vector<Effect> shown = *effects;
    const auto leftOut =
        std::erase_if(shown, [](const Effect &effect) { return effect.readingR2 < kLeastReadingR2; });
    std::erase_if(shown, [](const Effect &effect) { return std::abs(effect.amount) < kNoise; });
    std::ranges::stable_sort(shown, std::greater<>(),
                             [](const Effect &effect) { return std::abs(effect.amount); });
    shown.resize(std::min(shown.size(), kMostBars));
    if (shown.empty()) {
        layout->addWidget(paragraph(tr("As far as was measured, it changes nothing else."), this, false));
    } else {
        layout->addWidget(new EffectBars(std::move(shown), this));
        layout->addWidget(
            paragraph(tr("Measured over the slider's full travel, in standard deviations. "
                         "Orange: what should better stay still."),
                      this, true));
    }
    if (leftOut > 0) {
        //: %1 is how many, %2 a figure such as 0.5.
        layout->addWidget(paragraph(tr("Attributes left out: %1. What measured this can hardly read them from pictures "
                                       "(R² below %2), so their bars would be noise.")
                                        .arg(leftOut)
                                        .arg(kLeastReadingR2),
                                    this, true));
    }
}

void EffectPopup::showBelow(const QWidget &anchor)
{
    adjustSize();
    const QRect screen = anchor.screen()->availableGeometry();
    const QPoint below = anchor.mapToGlobal(QPoint(0, anchor.height() + 2));
    const int left = std::clamp(below.x(), screen.left(), std::max(screen.left(), screen.right() - width()));
    const bool fits = below.y() + height() <= screen.bottom();
    const int top = fits ? below.y() : anchor.mapToGlobal(QPoint(0, -height() - 2)).y();
    move(left, std::max(screen.top(), top));
    show();
    setFocus();
}

} // namespace imago::ui
