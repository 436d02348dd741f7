// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/thumbnail_grid.h"

#include "ui/widgets/icon_button.h"
#include "ui/widgets/tones.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>
#include <QScrollBar>
#include <QStyledItemDelegate>
#include <QWheelEvent>

#include <algorithm>

namespace imago::ui {

namespace {

constexpr int kGap = 3;            // around each picture
constexpr int kLeastPicture = 112; // a grid that is still being laid out must not ask for a blur
constexpr double kRound = 5;

/// Cells are square; of a picture that is not they show the middle.
QRectF middleSquare(const QImage &picture)
{
    const double side = std::min(picture.width(), picture.height());
    return {(picture.width() - side) / 2, (picture.height() - side) / 2, side, side};
}

class CellPainter : public QStyledItemDelegate
{
public:
    explicit CellPainter(ThumbnailGrid *grid)
        : QStyledItemDelegate(grid)
        , m_grid(*grid)
    {
    }

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return m_grid.gridSize();
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Tones tones = Tones::of(option.palette, option.state.testFlag(QStyle::State_Enabled));
        const bool hovered = option.state.testFlag(QStyle::State_MouseOver);
        const bool focused = option.state.testFlag(QStyle::State_HasFocus);
        const bool current = m_grid.currentRole() >= 0 && index.data(m_grid.currentRole()).toBool();
        const bool faded = m_grid.fadedRole() >= 0 && index.data(m_grid.fadedRole()).toBool();
        const double side = option.rect.width() - 2 * kGap;
        const QRectF frame(option.rect.left() + kGap, option.rect.top() + kGap, side, side);

        painter->save();
        painter->setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
        QPainterPath shape;
        shape.addRoundedRect(frame, kRound, kRound);
        painter->setOpacity(faded ? 0.42 : 1.0);
        const QImage picture = qvariant_cast<QImage>(index.data(Qt::DecorationRole));
        if (picture.isNull()) {
            painter->fillPath(shape, mixed(option.palette.color(QPalette::Base), tones.text, 0.08));
            const int icon = std::min(32, static_cast<int>(side / 2));
            if (!m_grid.emptyIcon().isEmpty())
                painter->drawPixmap(frame.center() - QPointF(icon, icon) / 2,
                                tintedIcon(m_grid.emptyIcon(), icon, m_grid.devicePixelRatioF(),
                                           mixed(option.palette.color(QPalette::Base), tones.text, 0.25)));
        } else {
            painter->setClipPath(shape);
            painter->drawImage(frame, picture, middleSquare(picture));
            painter->setClipping(false);
        }
        painter->setOpacity(1.0);
        painter->setBrush(Qt::NoBrush);
        if (current || focused) {
            painter->setPen(QPen(tones.accent, current ? 2.4 : 1.6));
            painter->drawPath(shape);
        } else if (hovered) {
            painter->setPen(QPen(mixed(tones.text, tones.accent, 0.5), 1.4));
            painter->drawPath(shape);
        }
        if (m_grid.titleHeight() > 0) {
            painter->setPen(current ? tones.text : tones.faintText);
            const QRectF words(option.rect.left() + 1, frame.bottom() + 1, option.rect.width() - 2,
                               m_grid.titleHeight());
            painter->drawText(words, Qt::AlignHCenter | Qt::AlignTop,
                              option.fontMetrics.elidedText(index.data(Qt::DisplayRole).toString(),
                                                            Qt::ElideRight, static_cast<int>(words.width())));
        }
        painter->restore();
    }

private:
    const ThumbnailGrid &m_grid;
};

} // namespace

ThumbnailGrid::ThumbnailGrid(QWidget *parent)
    : QListView(parent)
{
    setViewMode(QListView::IconMode);
    setMovement(QListView::Static);
    setResizeMode(QListView::Adjust);
    setUniformItemSizes(true);
    setSelectionMode(QAbstractItemView::NoSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    setItemDelegate(new CellPainter(this));
    QPalette see = palette();
    see.setBrush(QPalette::Base, Qt::transparent);
    viewport()->setPalette(see);
    viewport()->setAutoFillBackground(false);
    connect(this, &QAbstractItemView::clicked, this,
            [this](const QModelIndex &index) { Q_EMIT chosen(index.row()); });
    setShape(Shape::Flow, m_size);
}

void ThumbnailGrid::setShape(Shape shape, int size)
{
    m_shape = shape;
    m_size = size;
    const bool strip = shape == Shape::Strip;
    setFlow(QListView::LeftToRight);
    setWrapping(!strip);
    setVerticalScrollBarPolicy(shape == Shape::Flow ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(strip ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, shape == Shape::Flow ? QSizePolicy::Expanding : QSizePolicy::Fixed);
    fit();
}

void ThumbnailGrid::setTitlesShown(bool shown)
{
    m_titles = shown;
    fit();
}

void ThumbnailGrid::setEmptyText(const QString &text)
{
    m_emptyText = text;
    viewport()->update();
}

void ThumbnailGrid::setMarkRoles(int current, int faded)
{
    m_currentRole = current;
    m_fadedRole = faded;
}

void ThumbnailGrid::setModel(QAbstractItemModel *model)
{
    QListView::setModel(model);
    if (!model)
        return;
    // Being empty changes the whole view, not a row of it.
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(model, signal, this, [this] { fit(); });
    connect(model, &QAbstractItemModel::modelReset, this, &ThumbnailGrid::fit);
    fit();
}

int ThumbnailGrid::titleHeight() const
{
    return m_titles ? fontMetrics().height() + 3 : 0;
}

int ThumbnailGrid::cellSide() const
{
    if (m_shape == Shape::Columns)
        return std::max(24,
                        (viewport()->width() - 1) / std::max(1, m_size)); // the view wraps one pixel early
    if (m_shape == Shape::Strip)
        return m_size;
    // The columns share what the last one leaves over. Room for the scroll bar is always kept: with it and without it
    // the columns are the same.
    const int bar = style()->pixelMetric(QStyle::PM_ScrollBarExtent, nullptr, this);
    const int width = maximumViewportSize().width() - bar - 1;
    const int columns = std::max(1, width / m_size);
    return std::max(24, width / columns);
}

int ThumbnailGrid::pictureSide() const
{
    return static_cast<int>(std::max(kLeastPicture, cellSide() - 2 * kGap) * devicePixelRatioF());
}

std::pair<int, int> ThumbnailGrid::rowsInSight() const
{
    const int rows = model() ? model()->rowCount() : 0;
    const QRect sight = viewport()->rect();
    std::pair<int, int> seen{rows, -1};
    for (int row = 0; row < rows; ++row) {
        if (!visualRect(model()->index(row, 0)).intersects(sight))
            continue;
        seen.first = std::min(seen.first, row);
        seen.second = row;
    }
    return seen;
}

QSize ThumbnailGrid::sizeHint() const
{
    if (m_shape == Shape::Strip)
        return {400, m_size + titleHeight() + horizontalScrollBar()->sizeHint().height()};
    if (m_shape == Shape::Columns) {
        const int columns = std::max(1, m_size);
        const int rows = model() ? (model()->rowCount() + columns - 1) / columns : 1;
        return {columns * 96, std::max(1, rows) * (cellSide() + titleHeight())};
    }
    return {3 * m_size, 3 * (m_size + titleHeight())};
}

void ThumbnailGrid::fit()
{
    const QSize cell(cellSide(), cellSide() + titleHeight());
    if (gridSize() != cell)
        setGridSize(cell);
    if (m_shape != Shape::Flow && height() != sizeHint().height())
        setFixedHeight(sizeHint().height());
    viewport()->update();
}

void ThumbnailGrid::resizeEvent(QResizeEvent *event)
{
    QListView::resizeEvent(event);
    fit();
}

void ThumbnailGrid::paintEvent(QPaintEvent *event)
{
    QListView::paintEvent(event);
    if (!model() || model()->rowCount() > 0 || m_emptyText.isEmpty())
        return;
    QPainter painter(viewport());
    painter.setPen(Tones::of(palette(), isEnabled()).faintText);
    painter.drawText(viewport()->rect().adjusted(12, 8, -12, -8), Qt::AlignCenter | Qt::TextWordWrap,
                     m_emptyText);
}

void ThumbnailGrid::keyPressEvent(QKeyEvent *event)
{
    const QModelIndex index = currentIndex();
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        if (index.isValid())
            Q_EMIT chosen(index.row());
        return;
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        if (index.isValid())
            Q_EMIT removeRequested(index.row());
        return;
    default:
        QListView::keyPressEvent(event);
    }
}

void ThumbnailGrid::contextMenuEvent(QContextMenuEvent *event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const QModelIndex index = byKey ? currentIndex() : indexAt(viewport()->mapFromGlobal(event->globalPos()));
    const QPoint place =
        byKey && index.isValid() ? viewport()->mapToGlobal(visualRect(index).center()) : event->globalPos();
    Q_EMIT menuRequested(index.row(), place);
}

void ThumbnailGrid::wheelEvent(QWheelEvent *event)
{
    if (m_shape == Shape::Columns) {
        event->ignore(); // nothing to scroll here: the panel around it may
        return;
    }
    if (m_shape == Shape::Strip && event->angleDelta().x() == 0) {
        const int before = horizontalScrollBar()->value();
        horizontalScrollBar()->setValue(before - event->angleDelta().y());
        event->setAccepted(horizontalScrollBar()->value() != before); // at its end the panel around it may
        return;
    }
    QListView::wheelEvent(event);
}

} // namespace imago::ui
