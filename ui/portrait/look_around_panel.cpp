// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/portrait/look_around_panel.h"

#include "engine/latent/variations.h"
#include "ui/preview/thumbnail_source.h"
#include "ui/widgets/labelled_slider.h"
#include "ui/widgets/thumbnail_grid.h"
#include "ui/widgets/thumbnail_model.h"

#include <algorithm>
#include <utility>

namespace imago::ui {

namespace {

constexpr double kUsualSpread = 0.35;

} // namespace

LookAroundPanel::LookAroundPanel(Session &session, ThumbnailSource &source, QWidget *parent)
    : NeighboursPanel(parent)
    , m_session(session)
    , m_source(source)
{
    connect(&session, &Session::recipeChanged, this, &LookAroundPanel::changed);
    connect(&session, &Session::locksChanged, this, &LookAroundPanel::changed);
    connect(&source, &ThumbnailSource::ready, this, [this](quint64 hash, const QImage &picture) {
        m_waiting.remove(hash);
        model().setPicture(hash, picture);
    });
    connect(&source, &ThumbnailSource::failed, this, [this](quint64 hash) { m_waiting.remove(hash); });
    retranslate();
    spreadSlider().setValue(kUsualSpread);
}

void LookAroundPanel::refresh()
{
    const latent::Recipe &centre = m_session.recipe();
    std::vector<latent::Point> points =
        latent::variations(centre.point, spreadSlider().value(), seed(), kCells, m_session.locks());
    std::rotate(points.begin(), points.begin() + 1, points.begin() + kMiddle + 1); // the centre to the middle
    std::vector<latent::Recipe> recipes;
    std::vector<Thumbnail> cells;
    for (int i = 0; i < kCells; ++i) {
        latent::Recipe recipe = centre;
        recipe.point = points[static_cast<std::size_t>(i)];
        Thumbnail cell;
        cell.key = latent::hash(recipe);
        cell.current = i == kMiddle;
        cell.toolTip = cell.current ? tr("This face")
                                    : tr("Variation %1: click to adopt it").arg(i < kMiddle ? i + 1 : i);
        cells.push_back(std::move(cell));
        recipes.push_back(std::move(recipe));
    }
    cancelWaiting();
    m_recipes = std::move(recipes);
    model().setCells(model().withKnownPictures(std::move(cells)));
    for (int i = 0; i < kCells; ++i) {
        const Thumbnail &cell = model().cell(i);
        if (!cell.picture.isNull())
            continue;
        m_waiting.insert(cell.key);
        m_source.request(recipeAt(i), grid().pictureSide());
    }
}

void LookAroundPanel::cancelWaiting()
{
    for (const quint64 hash : std::exchange(m_waiting, {}))
        m_source.cancel(hash);
}

void LookAroundPanel::adopt(int cell)
{
    const latent::Point point = recipeAt(cell).point;
    m_session.changeApart([] { return tr("Adopt a variation"); },
                          [&point](latent::Recipe &recipe) { recipe.point = point; });
}

void LookAroundPanel::hideEvent(QHideEvent *event)
{
    NeighboursPanel::hideEvent(event);
    cancelWaiting();
}

void LookAroundPanel::retranslate()
{
    //: How far the variations stray from the face in the middle.
    setWords({.spread = tr("Spread"),
              .spreadHelp = tr("How much the neighbours differ from this face: from siblings to strangers."),
              .more = tr("Other neighbours"),
              .grid = tr("Faces around this one"),
              .empty = tr("Eight neighbours of this face appear here.")},
             kUsualSpread);
}

} // namespace imago::ui
