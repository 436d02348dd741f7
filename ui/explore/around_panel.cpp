// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explore/around_panel.h"

#include "ui/session/explore_session.h"
#include "ui/widgets/labelled_slider.h"
#include "ui/widgets/thumbnail_grid.h"
#include "ui/widgets/thumbnail_model.h"

#include <QPushButton>

#include <utility>

namespace imago::ui {

namespace {

constexpr double kUsualSpread = 0.5;

} // namespace

AroundPanel::AroundPanel(ExploreSession &session, QWidget *parent)
    : NeighboursPanel(parent)
    , m_session(session)
{
    grid().setEmptyIcon(QStringLiteral("photo"));
    connect(&session, &ExploreSession::modelChanged, this, &AroundPanel::enableMore);
    connect(&session, &ExploreSession::modelChanged, this, &AroundPanel::changed);
    connect(&session, &ExploreSession::locksChanged, this, &AroundPanel::changed);
    connect(&session, &ExploreSession::pointChanged, this, &AroundPanel::changed);
    enableMore();
    retranslate();
    spreadSlider().setValue(kUsualSpread);
}

bool AroundPanel::gestureActive() const
{
    return m_session.gestureActive();
}

void AroundPanel::enableMore()
{
    moreButton().setEnabled(!m_session.model().sliders.empty());
}

void AroundPanel::refresh()
{
    m_points.clear();
    if (!m_session.model().sliders.empty()) {
        m_points = m_session.around(spreadSlider().value(), seed());
        m_points.insert(m_points.begin() + kMiddle, m_session.point());
    }
    std::vector<Thumbnail> cells;
    for (std::size_t i = 0; i < m_points.size(); ++i) {
        Thumbnail cell;
        cell.key = hash(m_points[i], m_session.model().hash);
        cell.current = i == kMiddle;
        cell.toolTip = cell.current ? tr("This picture") : tr("A neighbour: click to adopt it");
        cells.push_back(std::move(cell));
    }
    model().setCells(model().withKnownPictures(std::move(cells)));
    Q_EMIT picturesWanted(m_points);
}

void AroundPanel::setPicture(quint64 key, const QImage &picture)
{
    model().setPicture(key, picture);
}

void AroundPanel::adopt(int cell)
{
    m_session.adopt([] { return tr("Adopt a neighbour"); }, m_points[static_cast<std::size_t>(cell)]);
}

void AroundPanel::retranslate()
{
    //: How far the neighbours stray from the picture in the middle.
    setWords({.spread = tr("Spread"),
              .spreadHelp = tr("How much the neighbours differ from this picture."),
              .more = tr("Other neighbours"),
              .grid = tr("Pictures around this one"),
              .empty = tr("Eight neighbours on the model's sliders appear here.")},
             kUsualSpread);
}

} // namespace imago::ui
