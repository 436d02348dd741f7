// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/portrait/look_around_panel.h"

#include "engine/latent/variations.h"
#include "ui/preview/thumbnail_source.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/labelled_slider.h"
#include "ui/widgets/seed_edit.h"
#include "ui/widgets/thumbnail_grid.h"
#include "ui/widgets/thumbnail_model.h"

#include <QEvent>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>
#include <utility>

namespace imago::ui {

namespace {

constexpr double kUsualSpread = 0.35;
constexpr std::chrono::milliseconds kRest{180};

} // namespace

LookAroundPanel::LookAroundPanel(Session &session, ThumbnailSource &source, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_source(source)
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
        if (m_session.gestureActive())
            m_rest.start();
        else
            refresh();
    });
    connect(m_spread, &LabelledSlider::valueChanged, &m_rest, qOverload<>(&QTimer::start));
    connect(&session, &Session::recipeChanged, &m_rest, qOverload<>(&QTimer::start));
    connect(&session, &Session::locksChanged, &m_rest, qOverload<>(&QTimer::start));
    connect(m_more, &QPushButton::clicked, this, [this] {
        m_seed = SeedEdit::freshSeed();
        refresh();
    });
    connect(m_grid, &ThumbnailGrid::chosen, this, &LookAroundPanel::adopt);
    connect(&source, &ThumbnailSource::ready, this, [this](quint64 hash, const QImage &picture) {
        m_waiting.remove(hash);
        m_model->setPicture(hash, picture);
    });
    connect(&source, &ThumbnailSource::failed, this, [this](quint64 hash) { m_waiting.remove(hash); });
    retranslate();
    m_spread->setValue(kUsualSpread);
}

void LookAroundPanel::refresh()
{
    m_rest.stop();
    if (!isVisible())
        return;
    const latent::Recipe &centre = m_session.recipe();
    std::vector<latent::Point> points =
        latent::variations(centre.point, m_spread->value(), m_seed, kFaces, m_session.locks());
    std::rotate(points.begin(), points.begin() + 1, points.begin() + kMiddle + 1); // the centre to the middle
    std::vector<latent::Recipe> recipes;
    std::vector<Thumbnail> cells;
    for (int i = 0; i < kFaces; ++i) {
        latent::Recipe recipe = centre;
        recipe.point = points[static_cast<std::size_t>(i)];
        Thumbnail cell;
        cell.key = latent::hash(recipe);
        cell.current = i == kMiddle;
        cell.toolTip = cell.current ? tr("This face")
                                    : tr("Variation %1: click to adopt it").arg(i < kMiddle ? i + 1 : i);
        for (int old = 0; old < m_model->rowCount(); ++old) {
            if (m_model->cell(old).key == cell.key)
                cell.picture = m_model->cell(old).picture;
        }
        cells.push_back(std::move(cell));
        recipes.push_back(std::move(recipe));
    }
    cancelWaiting();
    m_recipes = std::move(recipes);
    m_model->setCells(std::move(cells));
    for (int i = 0; i < kFaces; ++i) {
        const Thumbnail &cell = m_model->cell(i);
        if (!cell.picture.isNull())
            continue;
        m_waiting.insert(cell.key);
        m_source.request(recipeAt(i), m_grid->pictureSide());
    }
}

void LookAroundPanel::cancelWaiting()
{
    for (const quint64 hash : std::exchange(m_waiting, {}))
        m_source.cancel(hash);
}

void LookAroundPanel::adopt(int cell)
{
    if (cell == kMiddle || cell >= static_cast<int>(m_recipes.size()))
        return;
    const latent::Point point = recipeAt(cell).point;
    m_seed = SeedEdit::freshSeed(); // around the new face lies what was not seen yet
    m_session.changeApart(tr("Adopt a variation"),
                          [&point](latent::Recipe &recipe) { recipe.point = point; });
    refresh();
}

void LookAroundPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_rest.start(); // the grid gets its size first
}

void LookAroundPanel::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    cancelWaiting();
}

void LookAroundPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange) {
        retranslate();
        if (event->type() == QEvent::LanguageChange)
            refresh();
    }
    QWidget::changeEvent(event);
}

void LookAroundPanel::retranslate()
{
    SliderSpec spec;
    //: How far the variations stray from the face in the middle.
    spec.title = tr("Spread");
    spec.help = tr("How much the neighbours differ from this face: from siblings to strangers.");
    spec.neutral = kUsualSpread;
    spec.step = 0.05;
    m_spread->setSpec(spec);
    m_spread->setLabelWidth(m_spread->labelWidthHint() + 8);
    m_more->setText(tr("Other neighbours"));
    m_more->setAccessibleName(tr("Other neighbours"));
    m_more->setIcon(themedIcon(QStringLiteral("view-refresh"), palette()));
    m_grid->setAccessibleName(tr("Faces around this one"));
    m_grid->setEmptyText(tr("Eight neighbours of this face appear here."));
}

} // namespace imago::ui
