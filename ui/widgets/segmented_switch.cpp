// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/segmented_switch.h"

#include "ui/widgets/tones.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPainter>
#include <QRadioButton>

namespace imago::ui {

namespace {

/// A radio button (so that keys and screen readers know it) that looks like a segment.
class Segment : public QRadioButton
{
public:
    using QRadioButton::QRadioButton;

    QSize sizeHint() const override
    {
        return {fontMetrics().horizontalAdvance(text()) + 22, fontMetrics().height() + 8};
    }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    bool hitButton(const QPoint &position) const override { return rect().contains(position); }

    void paintEvent(QPaintEvent *) override
    {
        const QPalette colours = parentWidget()->palette(); // a radio button's own are for its round box
        const Tones tones = Tones::of(colours, isEnabled());
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QRectF frame = QRectF(rect()).adjusted(1.5, 1.5, -1.5, -1.5);
        const QColor window = colours.color(QPalette::Window);
        if (isChecked() || underMouse()) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(isChecked() ? (tones.dark ? mixed(window, tones.text, 0.30) : QColor(Qt::white))
                                         : mixed(window, tones.text, 0.16));
            painter.drawRoundedRect(frame, 4, 4);
        }
        if (hasFocus()) {
            painter.setPen(QPen(tones.accent, 1.4));
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(frame, 4, 4);
        }
        painter.setPen(isChecked() ? tones.text : tones.faintText);
        painter.drawText(rect(), Qt::AlignCenter, text());
    }
};

} // namespace

SegmentedSwitch::SegmentedSwitch(int count, QWidget *parent)
    : QWidget(parent)
    , m_group(new QButtonGroup(this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    for (int i = 0; i < count; ++i) {
        auto *segment = new Segment(this);
        m_group->addButton(segment, i);
        row->addWidget(segment, 1);
    }
    m_group->button(0)->setChecked(true);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    // A click and an arrow key both end in idToggled; only idClicked would miss the arrows of some styles.
    connect(m_group, &QButtonGroup::idToggled, this, [this](int index, bool checked) {
        if (checked)
            Q_EMIT chosen(index);
    });
}

void SegmentedSwitch::paintEvent(QPaintEvent *)
{
    const Tones tones = Tones::of(palette(), isEnabled());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(mixed(palette().color(QPalette::Window), tones.text, tones.dark ? 0.12 : 0.10));
    painter.drawRoundedRect(rect(), 5, 5);
}

void SegmentedSwitch::setWords(const QStringList &words, const QStringList &toolTips)
{
    for (int i = 0; i < words.size(); ++i) {
        segment(i).setText(words[i]);
        segment(i).setAccessibleName(words[i]);
        segment(i).setToolTip(toolTips.value(i));
        segment(i).setAccessibleDescription(toolTips.value(i));
    }
    updateGeometry();
}

int SegmentedSwitch::current() const
{
    return m_group->checkedId();
}

void SegmentedSwitch::setCurrent(int index)
{
    const QSignalBlocker quiet(this);
    segment(index).setChecked(true);
}

QAbstractButton &SegmentedSwitch::segment(int index) const
{
    return *m_group->button(index);
}

} // namespace imago::ui
