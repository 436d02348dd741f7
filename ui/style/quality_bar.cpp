// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/quality_bar.h"

#include "ui/session/style_session.h"
#include "ui/widgets/seed_edit.h"
#include "ui/widgets/segmented_switch.h"

#include <QAbstractButton>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

namespace imago::ui {

namespace {

constexpr int kLabelWidth = 84;

} // namespace

QualityBar::QualityBar(StyleSession &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_tiers(new SegmentedSwitch(static_cast<int>(style::tiers().size()), this))
    , m_hint(new QLabel(this))
    , m_seedLabel(new QLabel(this))
    , m_seed(new SeedEdit(this))
    , m_progress(new QProgressBar(this))
    , m_enough(new QPushButton(this))
{
    m_hint->setWordWrap(true);
    m_hint->setForegroundRole(QPalette::PlaceholderText);
    m_seedLabel->setBuddy(m_seed);
    m_seedLabel->setFixedWidth(kLabelWidth);
    m_progress->setTextVisible(false);
    auto *seed = new QHBoxLayout;
    seed->setSpacing(4);
    seed->addWidget(m_seedLabel);
    seed->addWidget(m_seed, 1);
    auto *work = new QHBoxLayout;
    work->addWidget(m_progress, 1);
    work->addWidget(m_enough);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(m_tiers);
    column->addWidget(m_hint);
    column->addLayout(seed);
    column->addLayout(work);

    connect(m_tiers, &SegmentedSwitch::chosen, this,
            [this](int index) { m_session.setTier(style::tiers()[static_cast<std::size_t>(index)]); });
    connect(m_seed, &SeedEdit::seedChosen, &session, &StyleSession::setSeed);
    connect(m_enough, &QPushButton::clicked, this, &QualityBar::enough);
    connect(&session, &StyleSession::stateChanged, this, &QualityBar::follow);
    retranslate();
    follow();
}

void QualityBar::setBusy(bool busy)
{
    m_busy = busy;
    if (busy)
        m_progress->setRange(0, 0);
    follow();
}

void QualityBar::showProgress(int done, int total)
{
    m_progress->setRange(0, total);
    m_progress->setValue(done);
}

void QualityBar::follow()
{
    const StyleState &state = m_session.state();
    const bool can = state.canBeRefined();
    const style::Tier tier = can ? state.tier : style::Tier::Instant;
    const auto tiers = style::tiers();
    for (std::size_t i = 0; i < tiers.size(); ++i) {
        m_tiers->segment(static_cast<int>(i)).setEnabled(can || tiers[i] == style::Tier::Instant);
        if (tiers[i] == tier)
            m_tiers->setCurrent(static_cast<int>(i));
    }
    const bool slow = tier != style::Tier::Instant;
    m_seedLabel->setVisible(slow);
    m_seed->setVisible(slow);
    m_progress->setVisible(slow && m_busy);
    m_enough->setVisible(slow && m_busy);
    m_seed->setSeed(state.seed);
    if (!can)
        m_hint->setText(tr("A style of this mix can only be painted at once."));
    else if (tier == style::Tier::Instant)
        m_hint->setText(tr("Painted at once, in any size."));
    else if (tier == style::Tier::Refined)
        m_hint->setText(tr("Improves for some seconds. Watch it, and stop it where you like it."));
    else
        m_hint->setText(tr("Improves for a minute or two, for large prints."));
}

void QualityBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        follow();
    }
    QWidget::changeEvent(event);
}

void QualityBar::retranslate()
{
    // In the order of style::tiers().
    m_tiers->setWords({tr("Instant"), tr("Refined"), tr("Print")},
                      {tr("The networks paint the picture in one go."),
                       tr("The picture itself is improved, brush stroke by brush stroke."),
                       tr("As refined, with finer strokes for large pictures.")});
    m_tiers->setAccessibleName(tr("Quality"));
    m_seedLabel->setText(tr("Seed"));
    m_seedLabel->setToolTip(tr("Another number, other strokes."));
    m_progress->setAccessibleName(tr("Progress"));
    m_enough->setText(tr("Enough"));
    m_enough->setAccessibleName(m_enough->text());
    m_enough->setToolTip(tr("Stop here and keep the picture as it is."));
}

} // namespace imago::ui
