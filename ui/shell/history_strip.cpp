// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/history_strip.h"

#include "ui/session/history_model.h"
#include "ui/widgets/thumbnail_grid.h"

#include <QEvent>
#include <QVBoxLayout>

namespace imago::ui {

namespace {

constexpr int kSide = 72; ///< Logical pixels.

} // namespace

HistoryStrip::HistoryStrip(HistoryModel &model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_grid(new ThumbnailGrid(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(8, 2, 8, 4);
    column->addWidget(m_grid);
    m_grid->setShape(ThumbnailGrid::Shape::Strip, kSide);
    m_grid->setMarkRoles(HistoryModel::CurrentRole, HistoryModel::UndoneRole);
    m_grid->setModel(&m_model);
    connect(m_grid, &ThumbnailGrid::chosen, &m_model, &HistoryModel::activate);
    connect(&m_model, &HistoryModel::dataChanged, this, &HistoryStrip::showCurrent);
    retranslate();
}

void HistoryStrip::showCurrent()
{
    const QModelIndex current = m_model.index(m_model.currentRow());
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
