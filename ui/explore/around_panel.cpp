// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explore/around_panel.h"

#include "ui/session/explore_session.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/labelled_slider.h"
#include "ui/widgets/seed_edit.h"
#include "ui/widgets/thumbnail_grid.h"
#include "ui/widgets/thumbnail_model.h"

#include <QEvent>
#include <QPushButton>
#include <QVBoxLayout>

#include <chrono>

namespace imago::ui {

namespace {

constexpr int kColumns = 3;
constexpr int kMiddle = 4;
constexpr double kUsualSpread = 0.5;
constexpr std::chrono::milliseconds kRest{180};

} // namespace

AroundPanel::AroundPanel(ExploreSession &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_spread(new LabelledSlider(this))
    , m_more(new QPushButton(this))
    , m_grid(new ThumbnailGrid(this))
    , m_model(new ThumbnailModel(this))
{
    m_spread->setLockable(false);
    m_grid->setShape(ThumbnailGrid::Shape::Columns, kColumns);
    m_grid->setMarkRoles(ThumbnailModel::CurrentRole, -1);
    m_grid->setEmptyIcon(QStringLiteral("photo"));
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
    for (const auto signal : {&ExploreSession::modelChanged, &ExploreSession::locksChanged})
        connect(&session, signal, &m_rest, qOverload<>(&QTimer::start));
    connect(&session, &ExploreSession::pointChanged, &m_rest, qOverload<>(&QTimer::start));
    connect(m_spread, &LabelledSlider::valueChanged, &m_rest, qOverload<>(&QTimer::start));
    connect(m_more, &QPushButton::clicked, this, [this] {
        m_seed = SeedEdit::freshSeed();
        refresh();
    });
    connect(m_grid, &ThumbnailGrid::chosen, this, &AroundPanel::adopt);
    retranslate();
    m_spread->setValue(kUsualSpread);
}

void AroundPanel::refresh()
{
    m_rest.stop();
    m_more->setEnabled(!m_session.model().sliders.empty());
    if (!isVisible())
        return;
    m_points.clear();
    if (!m_session.model().sliders.empty()) {
        m_points = m_session.around(m_spread->value(), m_seed);
        m_points.insert(m_points.begin() + kMiddle, m_session.point());
    }
    std::vector<Thumbnail> cells;
    for (std::size_t i = 0; i < m_points.size(); ++i) {
        Thumbnail cell;
        cell.key = hash(m_points[i], m_session.model().hash);
        cell.current = i == kMiddle;
        cell.toolTip = cell.current ? tr("This picture") : tr("A neighbour: click to adopt it");
        for (int old = 0; old < m_model->rowCount(); ++old) {
            if (m_model->cell(old).key == cell.key)
                cell.picture = m_model->cell(old).picture;
        }
        cells.push_back(std::move(cell));
    }
    m_model->setCells(std::move(cells));
    Q_EMIT picturesWanted(m_points);
}

void AroundPanel::setPicture(quint64 key, const QImage &picture)
{
    m_model->setPicture(key, picture);
}

void AroundPanel::adopt(int cell)
{
    if (cell == kMiddle || cell < 0 || cell >= static_cast<int>(m_points.size()))
        return;
    m_seed = SeedEdit::freshSeed(); // around the new one lies what was not seen yet
    m_session.adopt(tr("Adopt a neighbour"), m_points[static_cast<std::size_t>(cell)]);
    refresh();
}

void AroundPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_rest.start(); // the grid gets its size first
}

void AroundPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        retranslate();
    QWidget::changeEvent(event);
}

void AroundPanel::retranslate()
{
    SliderSpec spec;
    //: How far the neighbours stray from the picture in the middle.
    spec.title = tr("Spread");
    spec.help = tr("How much the neighbours differ from this picture.");
    spec.neutral = kUsualSpread;
    spec.step = 0.05;
    m_spread->setSpec(spec);
    m_spread->setLabelWidth(m_spread->labelWidthHint() + 8);
    m_more->setText(tr("Other neighbours"));
    m_more->setIcon(themedIcon(QStringLiteral("view-refresh"), palette()));
    m_grid->setAccessibleName(tr("Pictures around this one"));
    m_grid->setEmptyText(tr("Eight neighbours on the model's sliders appear here."));
}

} // namespace imago::ui
