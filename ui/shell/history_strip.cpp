// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/history_strip.h"

#include "ui/session/undo_history.h"
#include "ui/widgets/thumbnail_grid.h"

#include <QEvent>
#include <QScrollBar>
#include <QVBoxLayout>

namespace imago::ui {

namespace {

constexpr int kSide = 72; ///< Logical pixels.

} // namespace

HistoryStrip::HistoryStrip(UndoHistory &model, QWidget *parent)
    : QWidget(parent)
    , m_grid(new ThumbnailGrid(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(8, 2, 8, 4);
    column->addWidget(m_grid);
    m_grid->setShape(ThumbnailGrid::Shape::Strip, kSide);
    // A step that was passed too fast to be painted, or before any picture. Not "view-history": in Breeze Dark that is
    // the magnifier of a search.
    m_grid->setEmptyIcon(QStringLiteral("clock"));
    m_grid->setMarkRoles(UndoHistory::CurrentRole, UndoHistory::UndoneRole);
    connect(m_grid, &ThumbnailGrid::chosen, this, [this](int row) { m_model->activate(row); });
    m_look.setSingleShot(true);
    connect(&m_look, &QTimer::timeout, this, [this] {
        if (!m_grid->isVisible())
            return;
        const auto [first, last] = m_grid->rowsInSight();
        m_model->look(first, last);
    });
    connect(m_grid->horizontalScrollBar(), &QScrollBar::valueChanged, &m_look, qOverload<>(&QTimer::start));
    setModel(model);
    retranslate();
}

void HistoryStrip::setModel(UndoHistory &model)
{
    if (m_model == &model)
        return;
    if (m_model != nullptr)
        disconnect(m_model, nullptr, this, nullptr);
    m_model = &model;
    m_grid->setModel(m_model);
    connect(m_model, &UndoHistory::dataChanged, this, &HistoryStrip::showCurrent);
    showCurrent();
}

void HistoryStrip::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_look.start();
    scrollToCurrent();
}

void HistoryStrip::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_look.start();
    scrollToCurrent();
}

void HistoryStrip::scrollToCurrent()
{
    // When the grid has its new place, too.
    QTimer::singleShot(0, this, [this] { m_grid->scrollTo(m_grid->currentIndex()); });
}

void HistoryStrip::showCurrent()
{
    m_look.start();
    const QModelIndex current = m_model->index(m_model->currentRow());
    // Where nothing was made yet, an empty frame would look like a picture that failed.
    m_grid->setHidden(m_model->rowCount() == 1 && current.data(Qt::DecorationRole).value<QImage>().isNull());
    if (m_grid->currentIndex() == current)
        return;
    m_grid->setCurrentIndex(current);
    m_grid->scrollTo(current);
}

void HistoryStrip::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void HistoryStrip::retranslate()
{
    m_grid->setAccessibleName(tr("History"));
    m_grid->setToolTip(tr("Every step with its picture: click one to go back to it."));
}

} // namespace imago::ui
