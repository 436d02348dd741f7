// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/collapsible_section.h"

#include "ui/widgets/tones.h"

#include <QAbstractButton>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QVBoxLayout>

namespace imago::ui {

/// The header's button; checked means open.
class SectionHeader : public QAbstractButton
{
public:
    explicit SectionHeader(QWidget *parent)
        : QAbstractButton(parent)
    {
        setCheckable(true);
        setChecked(true);
        setFocusPolicy(Qt::TabFocus);
        setAttribute(Qt::WA_Hover);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }

    QSize sizeHint() const override { return {80, 26}; }

    void setMarked(bool marked)
    {
        if (m_marked == marked)
            return;
        m_marked = marked;
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Tones tones = Tones::of(palette(), isEnabled());
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const bool open = isChecked();
        painter.setPen(QPen(underMouse() ? tones.text : tones.faintText, 1.5, Qt::SolidLine, Qt::RoundCap,
                            Qt::RoundJoin));
        const QPointF centre(9, height() / 2.0);
        if (open) {
            painter.drawPolyline(QPolygonF(
                {centre + QPointF(-3.5, -1.8), centre + QPointF(0, 1.8), centre + QPointF(3.5, -1.8)}));
        } else {
            painter.drawPolyline(QPolygonF(
                {centre + QPointF(-1.8, -3.5), centre + QPointF(1.8, 0), centre + QPointF(-1.8, 3.5)}));
        }
        QFont bold = font();
        bold.setWeight(QFont::DemiBold);
        painter.setFont(bold);
        painter.setPen(tones.text);
        const QRectF words(20, 0, width() - 22, height());
        painter.drawText(
            words, Qt::AlignLeft | Qt::AlignVCenter,
            QFontMetrics(bold).elidedText(text(), Qt::ElideRight, static_cast<int>(words.width())));
        if (m_marked) {
            const double end = words.left() + QFontMetrics(bold).horizontalAdvance(text()) + 8;
            painter.setPen(Qt::NoPen);
            painter.setBrush(tones.accent);
            painter.drawEllipse(QPointF(end, height() / 2.0 + 0.5), 2.4, 2.4);
        }
        if (hasFocus()) {
            painter.setPen(QPen(tones.accent, 1.2));
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(QRectF(rect()).adjusted(0.6, 2.6, -0.6, -2.6), 4, 4);
        }
    }

    void keyPressEvent(QKeyEvent *event) override
    {
        const bool opens = event->key() == Qt::Key_Right;
        if ((opens || event->key() == Qt::Key_Left) && opens != isChecked())
            click();
        else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
            click();
        else
            QAbstractButton::keyPressEvent(event);
    }

private:
    bool m_marked = false;
};

CollapsibleSection::CollapsibleSection(QWidget *parent)
    : QWidget(parent)
    , m_header(new SectionHeader(this))
    , m_headerRow(new QHBoxLayout)
    , m_content(new QWidget(this))
    , m_body(new QVBoxLayout(m_content))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_headerRow->setSpacing(0);
    m_headerRow->addWidget(m_header, 1);
    column->addLayout(m_headerRow);
    column->addWidget(m_content);
    m_body->setContentsMargins(2, 0, 2, 6);
    m_body->setSpacing(0);
    connect(m_header, &QAbstractButton::clicked, this, [this](bool open) { setCollapsed(!open); });
}

void CollapsibleSection::setTitle(const QString &title)
{
    m_header->setText(title);
    m_header->setAccessibleName(title);
    m_header->update();
}

QString CollapsibleSection::title() const
{
    return m_header->text();
}

void CollapsibleSection::addHeaderWidget(QWidget *widget)
{
    m_headerRow->addWidget(widget);
}

void CollapsibleSection::setCollapsed(bool collapsed)
{
    m_header->setChecked(!collapsed);
    m_content->setVisible(!collapsed);
    if (m_collapsed == collapsed)
        return;
    m_collapsed = collapsed;
    Q_EMIT collapsedChanged(collapsed);
}

void CollapsibleSection::setMarked(bool marked)
{
    m_header->setMarked(marked);
}

QWidget &CollapsibleSection::header() const
{
    return *m_header;
}

} // namespace imago::ui
