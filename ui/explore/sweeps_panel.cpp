// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explore/sweeps_panel.h"

#include "ui/session/explore_session.h"
#include "ui/text/slider_text.h"
#include "ui/widgets/plain_tip.h"
#include "ui/widgets/section_column.h"
#include "ui/widgets/thumbnail_grid.h"
#include "ui/widgets/thumbnail_model.h"

#include <QEvent>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <utility>

namespace imago::ui {

SweepsPanel::SweepsPanel(ExploreSession &session, QWidget *parent)
    : RestingPanel(parent)
    , m_session(session)
    , m_none(new QLabel(this))
{
    m_none->setWordWrap(true);
    m_none->setForegroundRole(QPalette::PlaceholderText);
    auto *rows = new QWidget;
    m_column = new QVBoxLayout(rows);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(2);
    auto *scroll = new SectionColumn({m_none, rows}, this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 4, 0);
    layout->addWidget(scroll);
    connect(&session, &ExploreSession::modelChanged, this, &SweepsPanel::build);
    connect(&session, &ExploreSession::pointChanged, this, &SweepsPanel::changed);
    build();
}

bool SweepsPanel::gestureActive() const
{
    return m_session.gestureActive();
}

double SweepsPanel::valueAt(std::size_t slider, int column) const
{
    const latent::ExploreSlider &spec = m_session.model().sliders[slider];
    return spec.low + (spec.high - spec.low) * column / (kColumns - 1);
}

void SweepsPanel::build()
{
    const std::vector<latent::ExploreSlider> &sliders = m_session.model().sliders;
    while (m_rows.size() > sliders.size()) {
        delete m_rows.back().name;
        delete m_rows.back().grid;
        m_rows.pop_back();
    }
    while (m_rows.size() < sliders.size()) {
        const std::size_t slider = m_rows.size();
        auto *name = new QLabel(this);
        name->setTextFormat(Qt::PlainText);
        name->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // a long one makes no row wider
        name->installEventFilter(this);
        auto *grid = new ThumbnailGrid(this);
        auto *model = new ThumbnailModel(grid);
        grid->setShape(ThumbnailGrid::Shape::Columns, kColumns);
        grid->setMarkRoles(ThumbnailModel::CurrentRole, -1);
        grid->setEmptyIcon({});
        grid->setModel(model);
        connect(grid, &ThumbnailGrid::chosen, this,
                [this, slider](int column) { m_session.setValue(slider, valueAt(slider, column)); });
        m_column->addWidget(name);
        m_column->addWidget(grid);
        m_rows.push_back({name, grid, model});
    }
    retranslate();
    changed();
}

void SweepsPanel::refresh()
{
    std::vector<latent::ExplorePoint> wanted;
    for (std::size_t slider = 0; slider < m_rows.size(); ++slider) {
        const double value = m_session.point().values[slider];
        std::vector<Thumbnail> cells;
        int nearest = 0;
        std::vector<latent::ExplorePoint> points(kColumns, m_session.point());
        for (int column = 0; column < kColumns; ++column) {
            points[static_cast<std::size_t>(column)].values[slider] = valueAt(slider, column);
            if (std::abs(valueAt(slider, column) - value) < std::abs(valueAt(slider, nearest) - value))
                nearest = column;
            Thumbnail cell;
            cell.key = hash(points[static_cast<std::size_t>(column)], m_session.model().hash);
            cell.toolTip =
                QStringLiteral("%1 %2").arg(m_rows[slider].name->text()).arg(valueAt(slider, column), 0, 'f', 2);
            cells.push_back(std::move(cell));
        }
        cells[static_cast<std::size_t>(nearest)].current = true;
        ThumbnailModel &model = *m_rows[slider].model;
        model.setCells(model.withKnownPictures(std::move(cells)));
        for (int column = 0; column < kColumns; ++column) {
            if (model.cell(column).picture.isNull())
                wanted.push_back(points[static_cast<std::size_t>(column)]);
        }
    }
    Q_EMIT picturesWanted(wanted);
}

void SweepsPanel::setPicture(quint64 key, const QImage &picture)
{
    for (const Row &row : m_rows)
        row.model->setPicture(key, picture);
}

bool SweepsPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::MouseButtonDblClick) {
        const auto row = std::ranges::find(m_rows, watched, [](const Row &each) -> QObject * { return each.name; });
        if (row != m_rows.end())
            Q_EMIT renameRequested(static_cast<std::size_t>(row - m_rows.begin()));
    }
    return RestingPanel::eventFilter(watched, event);
}

void SweepsPanel::retranslate()
{
    m_none->setText(tr("What each slider of the model does to the picture appears here."));
    m_none->setVisible(m_rows.empty());
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const QString name = sliderTitle(m_session.model().sliders[i], i);
        m_rows[i].name->setText(name);
        m_rows[i].name->setToolTip(plainTip(name + QLatin1Char('\n') + tr("Double-click to rename")));
        //: The pictures along one slider; %1 is its name.
        m_rows[i].grid->setAccessibleName(tr("Along %1").arg(name));
    }
}

} // namespace imago::ui
