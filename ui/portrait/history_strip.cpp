// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/portrait/history_strip.h"

#include "ui/session/history_model.h"
#include "ui/widgets/thumbnail_grid.h"

#include <QEvent>
#include <QVBoxLayout>

namespace imago::ui {

namespace {

constexpr int kCell = 62;

} // namespace

HistoryStrip::HistoryStrip(HistoryModel &model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_grid(new ThumbnailGrid(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(4, 2, 4, 0);
    column->addWidget(m_grid);
    m_grid->setShape(ThumbnailGrid::Shape::Strip, kCell);
    m_grid->setMarkRoles(HistoryModel::CurrentRole, HistoryModel::UndoneRole);
    m_grid->setModel(&model);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(m_grid, &ThumbnailGrid::chosen, &model, &HistoryModel::activate);
    // Queued: the view lays new rows out after the model has told of them.
    connect(&model, &QAbstractItemModel::dataChanged, this, &HistoryStrip::showCurrent, Qt::QueuedConnection);
    connect(&model, &QAbstractItemModel::rowsInserted, this, &HistoryStrip::showCurrent,
            Qt::QueuedConnection);
    retranslate();
}

void HistoryStrip::showCurrent()
{
    const QModelIndex current = m_model.index(m_model.currentRow());
    if (!isVisible() || m_grid->currentIndex() == current)
        return;
    m_grid->setCurrentIndex(current);
    m_grid->scrollTo(current);
}

void HistoryStrip::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    showCurrent();
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
    m_grid->setAccessibleDescription(tr("Every step so far; choosing one goes back or forward to it."));
}

} // namespace imago::ui
