// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explore/explore_panel.h"

#include "ui/session/explore_session.h"
#include "ui/text/slider_text.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/labelled_slider.h"
#include "ui/widgets/section_column.h"
#include "ui/widgets/seed_edit.h"
#include "ui/widgets/slider_group.h"

#include <QAction>
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QInputDialog>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace imago::ui {

namespace {

constexpr double kTitleScale = 1.25;
constexpr int kWidestName = 120; ///< Of a slider: whoever named it, its track keeps most of the row.

} // namespace

ExplorePanel::ExplorePanel(ExploreSession &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_title(new QLabel(this))
    , m_about(new QLabel(this))
    , m_open(new IconButton(QStringLiteral("document-open"), this))
    , m_seedLabel(new QLabel(this))
    , m_seed(new SeedEdit(this))
    , m_randomise(new QPushButton(this))
    , m_variety(new LabelledSlider(this))
    , m_classLabel(new QLabel(this))
    , m_class(new QComboBox(this))
    , m_section(new SliderGroup(this))
    , m_rename(new IconButton(QStringLiteral("edit-rename"), this))
    , m_renameMenu(new QMenu(this))
    , m_none(new QLabel(this))
    , m_search(new QPushButton(this))
{
    QFont large = font();
    large.setPointSizeF(kTitleScale * large.pointSizeF());
    large.setWeight(QFont::DemiBold);
    m_title->setFont(large);
    m_title->setTextFormat(Qt::PlainText);
    m_title->setWordWrap(true);
    for (QLabel *words : {m_about, m_none}) {
        words->setForegroundRole(QPalette::PlaceholderText);
        words->setWordWrap(true);
    }
    m_seed->setDiceVisible(false);
    m_seedLabel->setBuddy(m_seed);
    m_classLabel->setBuddy(m_class);
    m_variety->setLockable(false);
    m_section->addHeaderWidget(m_rename);

    auto *head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(m_open, 0, Qt::AlignTop);
    auto *seed = new QHBoxLayout;
    seed->setSpacing(6);
    seed->addWidget(m_seedLabel);
    seed->addWidget(m_seed, 1);
    seed->addWidget(m_randomise);
    auto *classes = new QHBoxLayout;
    classes->setSpacing(6);
    classes->addWidget(m_classLabel);
    classes->addWidget(m_class, 1);
    auto *scroll = new SectionColumn({m_section, m_none, m_search}, this);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 4, 0);
    column->setSpacing(6);
    column->addLayout(head);
    column->addWidget(m_about);
    column->addLayout(seed);
    column->addWidget(m_variety);
    column->addLayout(classes);
    column->addWidget(scroll, 1);
    setMinimumWidth(280);

    connect(m_open, &QToolButton::clicked, this, &ExplorePanel::openRequested);
    connect(m_seed, &SeedEdit::seedChosen, &session, &ExploreSession::setSeed);
    connect(m_randomise, &QPushButton::clicked, this, [this] { m_session.randomise(SeedEdit::freshSeed()); });
    connect(m_variety, &LabelledSlider::gestureStarted, this, [this] { m_session.beginGesture(); });
    connect(m_variety, &LabelledSlider::gestureEnded, &session, &ExploreSession::endGesture);
    connect(m_variety, &LabelledSlider::valueChanged, &session, &ExploreSession::setVariety);
    connect(m_class, &QComboBox::activated, this, [this](int index) { m_session.setClass(index - 1); });
    connect(m_section, &SliderGroup::gestureStarted, this, [this] { m_session.beginGesture(); });
    connect(m_section, &SliderGroup::gestureEnded, &session, &ExploreSession::endGesture);
    connect(m_section, &SliderGroup::resetRequested, &session, &ExploreSession::resetValues);
    connect(m_rename, &QToolButton::clicked, this,
            [this] { m_renameMenu->exec(m_rename->mapToGlobal(QPoint(0, m_rename->height()))); });
    connect(m_search, &QPushButton::clicked, this, &ExplorePanel::searchRequested);
    connect(&session, &ExploreSession::modelChanged, this, &ExplorePanel::build);
    connect(&session, &ExploreSession::pointChanged, this, &ExplorePanel::follow);
    retranslate();
}

const std::vector<LabelledSlider *> &ExplorePanel::sliders() const
{
    return m_section->rows();
}

void ExplorePanel::setSearching(bool searching)
{
    m_searching = searching;
    follow();
}

void ExplorePanel::setReason(const QString &reason)
{
    m_reason = reason;
    follow();
}

void ExplorePanel::build()
{
    m_section->clearRows();
    m_renameMenu->clear();
    const std::vector<latent::ExploreSlider> &specs = m_session.model().sliders;
    for (std::size_t i = 0; i < specs.size(); ++i) {
        const latent::ExploreSlider &spec = specs[i];
        LabelledSlider &slider = m_section->addRow();
        SliderSpec shown;
        shown.title = sliderTitle(spec, i);
        shown.help = spec.kind == latent::SliderKind::Attribute
                         ? tr("A label that came with the pictures. It changes %1 % of the picture.")
                               .arg(100.0 * spec.effect, 0, 'f', 1)
                         : tr("A direction that was found in the pictures. It changes %1 % of the picture. (%2)")
                               .arg(100.0 * spec.effect, 0, 'f', 1)
                               .arg(QString::fromStdString(spec.id)); // what the command line calls it
        shown.low = shown.safeLow = spec.low;
        shown.high = shown.safeHigh = spec.high;
        shown.step = 0.05;
        slider.setSpec(shown);
        if (spec.leakage.size() == specs.size()) {
            std::vector<Effect> effects;
            for (std::size_t other = 0; other < specs.size(); ++other)
                effects.push_back({sliderTitle(specs[other], other), spec.leakage[other], other == i});
            slider.setEffects(effects);
        }
        connect(&slider, &LabelledSlider::valueChanged, this,
                [this, i](double value) { m_session.setValue(i, value); });
        connect(&slider, &LabelledSlider::lockToggled, this,
                [this, i](bool locked) { m_session.setLocked(i, locked); });
        slider.setLocked(m_session.locks()[i]);
        auto *rename = new QAction(tr("Rename…"), &slider);
        // Later: while it is asked the rows may be built anew, and the menu with them.
        connect(rename, &QAction::triggered, this, [this, i] { askForName(i); }, Qt::QueuedConnection);
        slider.addAction(rename);
        m_renameMenu->addAction(QString(shown.title).replace(QLatin1Char('&'), QLatin1String("&&")), this,
                                [this, i] { askForName(i); });
    }
    m_section->setLabelWidth(std::min(m_section->labelWidthHint(), kWidestName)); // longer ones are cut
    m_class->clear();
    m_class->addItem(tr("Any, from the seed"));
    for (const std::string &name : m_session.model().classes)
        m_class->addItem(QString::fromStdString(name));
    follow();
}

void ExplorePanel::askForName(std::size_t slider)
{
    if (slider >= m_session.model().sliders.size())
        return; // another model came meanwhile
    const std::string model = m_session.model().hash;
    const QString before = sliderTitle(m_session.model().sliders[slider], slider);
    bool agreed = false;
    const QString name = QInputDialog::getText(this, tr("Rename a slider"), tr("What does it change?"),
                                               QLineEdit::Normal, before, &agreed)
                             .trimmed();
    if (agreed && !name.isEmpty() && name != before && model == m_session.model().hash)
        Q_EMIT renameRequested(slider, name);
}

void ExplorePanel::follow()
{
    const ExploreModel &model = m_session.model();
    const bool has = m_session.hasModel();
    m_title->setText(has ? QString::fromStdString(model.title) : tr("No model yet"));
    m_about->setText(!m_reason.isEmpty() ? m_reason
                     : has ? tr("%1 × %2 px · drop a picture on the canvas to find it in the model")
                                 .arg(model.pictureSize.width)
                                 .arg(model.pictureSize.height)
                           : tr("Train one on your own pictures in the room Training, or open a package."));
    for (QWidget *part : {static_cast<QWidget *>(m_seedLabel), static_cast<QWidget *>(m_seed),
                          static_cast<QWidget *>(m_randomise), static_cast<QWidget *>(m_variety)})
        part->setVisible(has);
    m_classLabel->setVisible(has && !model.classes.empty());
    m_class->setVisible(has && !model.classes.empty());
    const bool bare = has && model.sliders.empty();
    m_section->setVisible(has && !bare);
    m_none->setVisible(bare);
    m_search->setVisible(bare);
    m_search->setEnabled(!m_searching);
    m_search->setText(m_searching ? tr("Finding sliders…") : tr("Find its sliders"));
    const latent::ExplorePoint &point = m_session.point();
    m_seed->setSeed(point.style.empty() ? std::optional(point.seed) : std::nullopt);
    m_variety->setValue(point.variety);
    m_class->setCurrentIndex(point.classIndex + 1);
    for (std::size_t i = 0; i < std::min(sliders().size(), point.values.size()); ++i)
        sliders()[i]->setValue(point.values[i]);
    m_section->showWhetherChanged();
}

void ExplorePanel::retranslate()
{
    m_open->setWords(tr("Open another model"));
    m_seedLabel->setText(tr("&Seed"));
    m_randomise->setText(tr("Randomise"));
    m_randomise->setToolTip(tr("A new picture; locked sliders stay as they are."));
    m_classLabel->setText(tr("&Class"));
    m_section->setTitle(tr("Sliders"));
    m_rename->setWords(tr("Rename sliders (or right-click one)"));
    m_section->setResetWords(tr("Reset the sliders"));
    m_none->setText(
        tr("This model has no sliders yet. Finding them measures what changes its pictures most, which takes a minute "
           "or two."));
    SliderSpec variety;
    variety.title = tr("Variety");
    variety.help = tr("0 is the mean picture, 1 is as varied as the pictures that it was trained on.");
    variety.high = ExploreSession::kMostVariety;
    variety.safeHigh = 1.0;
    variety.neutral = 1.0;
    variety.step = 0.05;
    m_variety->setSpec(variety);
    build();
}

void ExplorePanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace imago::ui
