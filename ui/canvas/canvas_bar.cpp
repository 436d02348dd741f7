// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/canvas_bar.h"

#include "ui/canvas/canvas_view.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/tones.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>

#include <cmath>

namespace imago::ui {

namespace {

constexpr int kFromEdge = 10;
constexpr int kRadius = 9;
constexpr double kZooms[] = {0.25, 0.5, 1.0, 2.0, 4.0, 8.0};

QFrame *separator(QWidget *parent)
{
    auto *line = new QFrame(parent);
    line->setFrameShape(QFrame::VLine);
    line->setFixedHeight(16);
    line->setEnabled(false);
    return line;
}

} // namespace

CanvasBar::CanvasBar(CanvasView &canvas)
    : QFrame(&canvas)
    , m_canvas(canvas)
    , m_zoomOut(new IconButton(QStringLiteral("list-remove"), this))
    , m_zoom(new QToolButton(this))
    , m_zoomIn(new IconButton(QStringLiteral("list-add"), this))
    , m_fit(new IconButton(QStringLiteral("zoom-fit-best"), this))
    , m_hold(new IconButton(QStringLiteral("window-pin"), this))
    , m_split(new IconButton(QStringLiteral("view-split-left-right"), this))
    , m_peek(new IconButton(QStringLiteral("view-visible"), this))
{
    setCursor(Qt::ArrowCursor);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(8, 5, 8, 5);
    row->setSpacing(4);
    for (QWidget *item :
         {static_cast<QWidget *>(m_zoomOut), static_cast<QWidget *>(m_zoom), static_cast<QWidget *>(m_zoomIn),
          static_cast<QWidget *>(m_fit), static_cast<QWidget *>(separator(this)),
          static_cast<QWidget *>(m_hold), static_cast<QWidget *>(m_split), static_cast<QWidget *>(m_peek)})
        row->addWidget(item);

    m_zoom->setAutoRaise(true);
    m_zoom->setPopupMode(QToolButton::InstantPopup);
    m_zoom->setFocusPolicy(Qt::TabFocus);
    m_zoom->setMinimumWidth(m_zoom->fontMetrics().horizontalAdvance(QStringLiteral("6400 %")) + 14);
    auto *zooms = new QMenu(m_zoom);
    for (const double zoom : kZooms) {
        zooms->addAction(QString::number(std::lround(100.0 * zoom)) + QStringLiteral(" %"), &m_canvas,
                         [this, zoom] { m_canvas.setZoom(zoom); });
    }
    m_zoom->setMenu(zooms);
    m_hold->setCheckable(true);
    m_split->setCheckable(true);

    connect(m_zoomOut, &QToolButton::clicked, &m_canvas, &CanvasView::zoomOut);
    connect(m_zoomIn, &QToolButton::clicked, &m_canvas, &CanvasView::zoomIn);
    connect(m_fit, &QToolButton::clicked, &m_canvas, &CanvasView::fit);
    connect(m_hold, &QToolButton::clicked, this, [this](bool hold) {
        if (hold)
            m_canvas.holdReference();
        else
            m_canvas.clearReference();
        follow();
    });
    connect(m_split, &QToolButton::clicked, this,
            [this](bool split) { m_canvas.setCompare(split ? Compare::Split : Compare::Off); });
    connect(m_peek, &QToolButton::pressed, this, [this] { m_canvas.setCompare(Compare::Reference); });
    connect(m_peek, &QToolButton::released, this,
            [this] { m_canvas.setCompare(m_split->isChecked() ? Compare::Split : Compare::Off); });
    connect(&m_canvas, &CanvasView::zoomChanged, this, &CanvasBar::follow);
    connect(&m_canvas, &CanvasView::referenceChanged, this, &CanvasBar::follow);
    connect(&m_canvas, &CanvasView::compareChanged, this, &CanvasBar::follow);
    m_canvas.installEventFilter(this);
    retranslate();
    follow();
}

void CanvasBar::follow()
{
    m_zoom->setText(QString::number(std::lround(100.0 * m_canvas.geometryOfPicture().zoom())) +
                    QStringLiteral(" %"));
    const bool held = m_canvas.hasReference();
    m_hold->setChecked(held);
    m_hold->setVisible(!m_canvas.isReferenceGiven());
    m_split->setEnabled(held);
    m_peek->setEnabled(held);
    // While the reference is shown alone, the switch tells what comes back afterwards.
    if (m_canvas.compare() != Compare::Reference)
        m_split->setChecked(m_canvas.compare() == Compare::Split);
    place();
}

void CanvasBar::place()
{
    adjustSize();
    move((m_canvas.width() - width()) / 2, m_canvas.height() - height() - kFromEdge);
    setVisible(!m_canvas.isEmpty() || m_canvas.hasReference());
}

bool CanvasBar::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize || event->type() == QEvent::Show)
        place();
    else if (event->type() == QEvent::Paint && isHidden() && !m_canvas.isEmpty())
        QMetaObject::invokeMethod(this, &CanvasBar::place, Qt::QueuedConnection);
    return QFrame::eventFilter(watched, event);
}

void CanvasBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QFrame::changeEvent(event);
}

void CanvasBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tones tones = Tones::of(palette());
    QColor ground = palette().color(QPalette::Window);
    ground.setAlpha(232);
    painter.setPen(mixed(palette().color(QPalette::Window), tones.text, 0.16));
    painter.setBrush(ground);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), kRadius, kRadius);
}

void CanvasBar::retranslate()
{
    setAccessibleName(tr("Canvas bar"));
    m_zoomOut->setWords(tr("Zoom out"));
    m_zoomIn->setWords(tr("Zoom in"));
    m_fit->setWords(tr("Fit the picture into the window"));
    m_zoom->setToolTip(tr("Zoom"));
    m_zoom->setAccessibleName(tr("Zoom"));
    m_hold->setWords(tr("Hold this picture as the reference to compare with"));
    m_split->setWords(tr("Split view: reference left, picture right"));
    m_peek->setWords(tr("Show the reference while pressed (C)"));
}

} // namespace imago::ui
