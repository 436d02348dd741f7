// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/neighbours_panel.h"

#include "ui/widgets/icon_button.h"
#include "ui/widgets/labelled_slider.h"
#include "ui/widgets/seed_edit.h"
#include "ui/widgets/thumbnail_grid.h"
#include "ui/widgets/thumbnail_model.h"

#include <QEvent>
#include <QPushButton>
#include <QVBoxLayout>

#include <chrono>
#include <utility>

namespace imago::ui {

namespace {

constexpr std::chrono::milliseconds kRest{180};

} // namespace

NeighboursPanel::NeighboursPanel(QWidget *parent)
    : QWidget(parent)
    , m_spread(new LabelledSlider(this))
    , m_more(new QPushButton(this))
    , m_grid(new ThumbnailGrid(this))
    , m_model(new ThumbnailModel(this))
{
    m_spread->setLockable(false);
    m_grid->setShape(ThumbnailGrid::Shape::Columns, kColumns);
    m_grid->setMarkRoles(ThumbnailModel::CurrentRole, -1);
    m_grid->setModel(m_model);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 8, 8);
    column->setSpacing(6);
    column->addWidget(m_spread);
    column->addWidget(m_grid);
    column->addWidget(m_more);
    column->addStretch();
    m_rest.setSingleShot(true);
    m_rest.setInterval(kRest);

    connect(&m_rest, &QTimer::timeout, this, [this] {
        if (gestureActive())
            m_rest.start();
        else
            refreshNow();
    });
    connect(m_spread, &LabelledSlider::valueChanged, this, &NeighboursPanel::changed);
    connect(m_more, &QPushButton::clicked, this, [this] {
        takeFreshSeed();
        refreshNow();
    });
    connect(m_grid, &ThumbnailGrid::chosen, this, [this](int cell) {
        if (cell < 0 || cell == kMiddle || cell >= m_model->rowCount())
            return;
        takeFreshSeed(); // around the new one lies what was not seen yet
        adopt(cell);
        refreshNow();
    });
}

void NeighboursPanel::takeFreshSeed()
{
    m_seed = SeedEdit::freshSeed();
}

void NeighboursPanel::setCells(std::vector<Thumbnail> cells)
{
    for (Thumbnail &cell : cells) {
        for (int old = 0; old < m_model->rowCount(); ++old) {
            if (m_model->cell(old).key == cell.key)
                cell.picture = m_model->cell(old).picture;
        }
    }
    m_model->setCells(std::move(cells));
}

void NeighboursPanel::setWords(const Words &words, double usualSpread)
{
    SliderSpec spec;
    spec.title = words.spread;
    spec.help = words.spreadHelp;
    spec.neutral = usualSpread;
    spec.step = 0.05;
    m_spread->setSpec(spec);
    m_spread->setLabelWidth(m_spread->labelWidthHint() + 8);
    m_more->setText(words.more);
    m_more->setAccessibleName(words.more);
    m_more->setIcon(themedIcon(QStringLiteral("view-refresh"), palette()));
    m_grid->setAccessibleName(words.grid);
    m_grid->setEmptyText(words.empty);
}

void NeighboursPanel::refreshNow()
{
    m_rest.stop();
    if (isVisible())
        refresh();
}

void NeighboursPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_rest.start(); // the grid gets its size first
}

void NeighboursPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange) {
        retranslate();
        if (event->type() == QEvent::LanguageChange)
            refreshNow();
    }
    QWidget::changeEvent(event);
}

} // namespace imago::ui
