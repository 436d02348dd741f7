// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/neighbours_panel.h"

#include "ui/widgets/icon_button.h"
#include "ui/widgets/labelled_slider.h"
#include "ui/widgets/seed_edit.h"
#include "ui/widgets/thumbnail_grid.h"
#include "ui/widgets/thumbnail_model.h"

#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

namespace imago::ui {

NeighboursPanel::NeighboursPanel(QWidget *parent)
    : RestingPanel(parent)
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

} // namespace imago::ui
