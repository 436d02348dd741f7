// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/portrait/randomise_bar.h"

#include "engine/core/random.h"
#include "engine/latent/population.h"
#include "ui/session/session.h"
#include "ui/widgets/labelled_slider.h"
#include "ui/widgets/seed_edit.h"
#include "ui/widgets/split_button.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QScopedValueRollback>
#include <QVBoxLayout>

#include <algorithm>

namespace imago::ui {

namespace {

constexpr double kMostTruncation = 1.5;
constexpr double kUsualTruncation = 0.8;
constexpr float kIdentityLimit = 3.0F;
constexpr double kNearMean = 0.02; // a truncation at which nobody can be told from anybody

} // namespace

RandomiseBar::RandomiseBar(Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_seedLabel(new QLabel(this))
    , m_seed(new SeedEdit(this))
    , m_button(new SplitButton(this))
    , m_menu(new QMenu(this))
    , m_unlocked(m_menu->addAction(QString()))
    , m_everything(m_menu->addAction(QString()))
    , m_expression(m_menu->addAction(QString()))
    , m_identity(m_menu->addAction(QString()))
    , m_truncation(new LabelledSlider(this))
{
    m_seedLabel->setBuddy(m_seed);
    m_seed->setDiceVisible(false);
    m_button->setMenu(m_menu);
    m_truncation->setLockable(false);

    auto *first = new QHBoxLayout;
    first->setSpacing(6);
    first->addWidget(m_seedLabel);
    first->addWidget(m_seed, 1);
    first->addWidget(m_button);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addLayout(first);
    column->addWidget(m_truncation);

    const auto draw = [this](Randomise what) { m_session.randomise(what, SeedEdit::freshSeed()); };
    connect(m_button, &QToolButton::clicked, m_unlocked, &QAction::trigger);
    connect(m_unlocked, &QAction::triggered, this, [draw] { draw(Randomise::Unlocked); });
    connect(m_everything, &QAction::triggered, this, [draw] { draw(Randomise::Everything); });
    connect(m_expression, &QAction::triggered, this, [draw] { draw(Randomise::Expression); });
    connect(m_identity, &QAction::triggered, this, [this] { newIdentity(SeedEdit::freshSeed()); });
    connect(m_seed, &SeedEdit::seedChosen, this, &RandomiseBar::setSeed);
    connect(m_truncation, &LabelledSlider::gestureStarted, this, [this] {
        m_base = m_session.recipe();
        m_session.beginGesture();
    });
    connect(m_truncation, &LabelledSlider::gestureEnded, &session, &Session::endGesture);
    connect(m_truncation, &LabelledSlider::valueChanged, this, &RandomiseBar::setTruncation);
    connect(&session, &Session::recipeChanged, this, [this](const latent::Recipe &, RecipeParts changed) {
        if (changed & (SeedPart | IdentityPart))
            follow();
    });
    retranslate();
    follow();
}

QList<QAction *> RandomiseBar::randomiseActions() const
{
    return m_menu->actions();
}

void RandomiseBar::follow()
{
    const latent::Recipe &recipe = m_session.recipe();
    m_truncation->setValue(recipe.truncation);
    if (recipe.truncation > kNearMean && !m_movesTruncation) {
        if (latent::isOfItsSeed(recipe)) {
            m_people.erase(recipe.seed);
        } else {
            const auto scale = static_cast<float>(1.0 / recipe.truncation);
            latent::Identity &person = m_people[recipe.seed];
            std::ranges::transform(recipe.point.z, person.begin(), [scale](float z) { return z * scale; });
        }
    }
    m_seed->setSeed(m_people.contains(recipe.seed) ? std::nullopt : std::optional(recipe.seed));
}

void RandomiseBar::setSeed(quint64 seed)
{
    m_people.erase(seed);
    m_session.changeApart([seed] { return tr("Seed %1").arg(seed); }, [seed](latent::Recipe &recipe) {
        recipe.seed = seed;
        recipe.point = latent::pointFromSeed(seed, recipe.truncation);
    });
}

void RandomiseBar::setTruncation(double truncation)
{
    if (!m_session.gestureActive())
        m_base = m_session.recipe();
    const QScopedValueRollback moves(m_movesTruncation, true);
    m_session.change([] { return tr("Change truncation"); }, [this, truncation](latent::Recipe &recipe) {
        // The same person nearer to the mean face or further from it; who has come to the mean is remembered.
        recipe.truncation = truncation;
        const auto scaled = [&recipe](const latent::Identity &person, double factor) {
            const auto scale = static_cast<float>(factor);
            std::ranges::transform(person, recipe.point.z.begin(), [scale](float z) { return z * scale; });
        };
        if (m_base.truncation > kNearMean)
            scaled(m_base.point.z, truncation / m_base.truncation);
        else if (const auto known = m_people.find(recipe.seed); known != m_people.end())
            scaled(known->second, truncation);
        else
            recipe.point.z = latent::pointFromSeed(recipe.seed, truncation).z;
        recipe.point = latent::clamped(recipe.point);
    });
}

void RandomiseBar::newIdentity(quint64 seed)
{
    m_session.changeApart([] { return tr("New person, same sliders"); }, [seed](latent::Recipe &recipe) {
        Random random(seed);
        for (float &z : recipe.point.z) {
            z = std::clamp(static_cast<float>(random.normal()), -kIdentityLimit, kIdentityLimit) *
                static_cast<float>(recipe.truncation);
        }
    });
}

void RandomiseBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void RandomiseBar::retranslate()
{
    m_seedLabel->setText(tr("&Seed"));
    m_button->setIconName(QStringLiteral("roll"));
    m_button->setText(tr("Randomise"));
    m_button->setAccessibleName(tr("Randomise"));
    m_button->setToolTip(tr("A new face from a new seed; locked sliders stay as they are."));
    m_unlocked->setText(tr("&Unlocked sliders"));
    m_everything->setText(tr("&Everything, locked too"));
    m_expression->setText(tr("E&xpression only"));
    m_identity->setText(tr("New &person, same sliders"));

    SliderSpec spec;
    spec.title = tr("Truncation");
    spec.help =
        tr("How far faces may stray from the mean face: 0 is the mean face, 1 the variety of a crowd.");
    spec.high = kMostTruncation;
    spec.safeHigh = 1.0;
    spec.neutral = kUsualTruncation;
    spec.step = 0.05;
    m_truncation->setSpec(spec);
}

} // namespace imago::ui
