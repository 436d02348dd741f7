// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/style_panel.h"

#include "ui/session/style_session.h"
#include "ui/style/face_bar.h"
#include "ui/style/quality_bar.h"
#include "ui/style/region_bar.h"
#include "ui/style/style_mixer.h"
#include "ui/widgets/collapsible_section.h"
#include "ui/widgets/drop_zone.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/labelled_slider.h"
#include "ui/widgets/section_column.h"
#include "ui/widgets/segmented_switch.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace imago::ui {

namespace {

constexpr int kLabelWidth = 84;
constexpr int kZoneHeight = 132;

} // namespace

StylePanel::StylePanel(StyleSession &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_tool(session)
    , m_photo(new DropZone(this))
    , m_painting(new DropZone(this))
    , m_swap(new IconButton(QStringLiteral("document-swap"), this))
    , m_why(new QLabel(this))
    , m_mixSection(new CollapsibleSection(this))
    , m_lookSection(new CollapsibleSection(this))
    , m_regionSection(new CollapsibleSection(this))
    , m_qualitySection(new CollapsibleSection(this))
    , m_mixer(new StyleMixer(session, this))
    , m_learn(new QPushButton(this))
    , m_strength(new LabelledSlider(this))
    , m_structure(new LabelledSlider(this))
    , m_stroke(new LabelledSlider(this))
    , m_colorsLabel(new QLabel(this))
    , m_colors(new SegmentedSwitch(static_cast<int>(style::colorKeepings().size()), this))
    , m_faces(new FaceBar(session, this))
    , m_region(new RegionBar(session, m_tool, this))
    , m_quality(new QualityBar(session, this))
{
    m_photo->setIconName(QStringLiteral("photo"));
    m_painting->setIconName(QStringLiteral("draw-brush"));
    auto *pictures = new QHBoxLayout;
    pictures->setSpacing(2);
    for (DropZone *zone : {m_photo, m_painting}) {
        zone->setFixedHeight(kZoneHeight);
        zone->setMinimumWidth(100);
    }
    pictures->addWidget(m_photo, 1);
    pictures->addWidget(m_swap);
    pictures->addWidget(m_painting, 1);
    m_why->setWordWrap(true);
    m_why->hide();

    m_mixSection->body().addWidget(m_mixer);
    m_mixSection->body().addSpacing(4);
    m_mixSection->body().addWidget(m_learn);
    for (LabelledSlider *slider : {m_strength, m_structure, m_stroke}) {
        slider->setLockable(false);
        slider->setLabelWidth(kLabelWidth);
        m_lookSection->body().addWidget(slider);
    }
    m_colorsLabel->setBuddy(m_colors);
    m_lookSection->body().addSpacing(4);
    m_lookSection->body().addWidget(m_colorsLabel);
    m_lookSection->body().addSpacing(3);
    m_lookSection->body().addWidget(m_colors);
    m_lookSection->body().addSpacing(6);
    m_lookSection->body().addWidget(m_faces);
    m_regionSection->body().addWidget(m_region);
    m_qualitySection->body().addWidget(m_quality);

    auto *scroll = new SectionColumn({m_mixSection, m_lookSection, m_qualitySection, m_regionSection}, this);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 4, 0);
    column->setSpacing(8);
    auto *top = new QVBoxLayout;
    top->setContentsMargins(0, 0, 4, 0);
    top->addLayout(pictures);
    top->addWidget(m_why);
    column->addLayout(top);
    column->addWidget(scroll, 1);
    setMinimumWidth(280);

    connectZone(m_photo);
    connectZone(m_painting);
    connect(m_swap, &QToolButton::clicked, &session, &StyleSession::swapPhotoAndPainting);
    for (LabelledSlider *slider : {m_strength, m_structure, m_stroke}) {
        connect(slider, &LabelledSlider::gestureStarted, this, [this] { m_session.beginGesture(); });
        connect(slider, &LabelledSlider::gestureEnded, &session, &StyleSession::endGesture);
    }
    connect(m_stroke, &LabelledSlider::valueChanged, this,
            [this](double percent) { m_session.setStroke(percent / 100.0); });
    connect(m_learn, &QPushButton::clicked, this, &StylePanel::learnRequested);
    connect(m_strength, &LabelledSlider::valueChanged, this,
            [this](double percent) { m_session.setStrength(percent / 100.0); });
    connect(m_structure, &LabelledSlider::valueChanged, this,
            [this](double percent) { m_session.setStructure(percent / 100.0); });
    connect(m_colors, &SegmentedSwitch::chosen, this,
            [this](int index) { m_session.setColors(style::colorKeepings()[static_cast<std::size_t>(index)]); });
    connect(&session, &StyleSession::stateChanged, this, &StylePanel::follow);
    retranslate();
    follow();
}

void StylePanel::connectZone(DropZone *zone)
{
    connect(zone, &DropZone::filesDropped, this,
            [this, zone](const QStringList &files) { Q_EMIT filesDropped(partOf(zone), files); });
    connect(zone, &DropZone::pictureDropped, this,
            [this, zone](const QImage &picture) { Q_EMIT pictureDropped(partOf(zone), picture); });
    connect(zone, &DropZone::pressed, this, [this, zone] { Q_EMIT chooseRequested(partOf(zone)); });
}

StylePart StylePanel::partOf(const DropZone *zone) const
{
    if (zone == m_painting)
        return StylePart::Painting;
    return m_forClips ? StylePart::Clip : StylePart::Photo;
}

void StylePanel::setForClips(bool clips)
{
    if (std::exchange(m_forClips, clips) == clips)
        return;
    m_photo->setIconName(clips ? QStringLiteral("camera-video") : QStringLiteral("photo"));
    m_swap->setVisible(!clips);
    m_stroke->setVisible(!clips);
    m_faces->setVisible(!clips);
    m_qualitySection->setVisible(!clips);
    m_regionSection->setVisible(!clips);
    retranslate();
    follow();
}

void StylePanel::setReason(const QString &reason)
{
    m_reason = reason;
    m_why->setText(reason);
    m_why->setVisible(!reason.isEmpty());
}

void StylePanel::setLearning(bool learning)
{
    m_learning = learning;
    follow();
}

void StylePanel::follow()
{
    const StyleState &state = m_session.state();
    const ChosenClip *clip = state.video.shown();
    if (m_forClips)
        m_photo->setPicture(clip ? clip->clip->posters.front() : QImage(), clip ? clip->clip->name : QString());
    else
        m_photo->setPicture(state.photo ? state.photo->thumbnail : QImage(),
                            state.photo ? state.photo->name : QString());
    const StyleSource *style = state.styles.empty() ? nullptr : state.styles.front().source.get();
    m_painting->setPicture(style ? style->thumbnail : QImage(), style ? style->name() : QString());
    m_swap->setEnabled(m_session.canSwap());
    m_strength->setValue(100.0 * state.strength);
    m_structure->setValue(100.0 * state.structure);
    m_stroke->setValue(100.0 * state.stroke);
    const bool painting = std::ranges::any_of(
        state.styles, [](const ChosenStyle &chosen) { return chosen.source->painting != nullptr; });
    m_learn->setVisible(painting);
    m_learn->setEnabled(!m_learning);
    m_learn->setText(m_learning ? tr("Learning…") : tr("Learn this style"));
    m_learn->setAccessibleName(m_learn->text());
    const auto keepings = style::colorKeepings();
    for (std::size_t i = 0; i < keepings.size(); ++i) {
        if (keepings[i] == state.colors)
            m_colors->setCurrent(static_cast<int>(i));
    }
    m_lookSection->setMarked(state.strength != 1.0 || state.structure != StyleState{}.structure ||
                             state.colors != style::ColorKeeping::None ||
                             (!m_forClips && (state.stroke != 1.0 || state.faceProtection != 0.0)));
    m_regionSection->setMarked(!state.mask.isNone());
}

void StylePanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        follow();
    }
    QWidget::changeEvent(event);
}

void StylePanel::retranslate()
{
    m_photo->setWords(m_forClips ? tr("Clip") : tr("Photo"), tr("Drop one here, or press to choose."));
    m_painting->setWords(tr("Painting"), tr("Drop any picture whose style you like."));
    m_swap->setWords(tr("Swap photo and painting"));
    m_mixSection->setTitle(tr("Styles"));
    m_lookSection->setTitle(tr("Look"));
    m_regionSection->setTitle(tr("Region"));
    m_qualitySection->setTitle(tr("Quality"));
    m_strength->setSpec(
        SliderSpec::percent(tr("Strength"), tr("0 is the photo, 100 all style."), tr("%1 %"), 100.0));
    m_structure->setSpec(SliderSpec::percent(
        tr("Structure"), tr("At 0 the painting's brush wins, at 100 the photo's shapes."), tr("%1 %"), 50.0));
    SliderSpec stroke;
    stroke.title = tr("Stroke size");
    stroke.help = tr("Small strokes are fine and busy, large ones bold.");
    stroke.low = stroke.safeLow = 100.0 * StyleState::kLeastStroke;
    stroke.high = stroke.safeHigh = 100.0 * StyleState::kMostStroke;
    stroke.neutral = 100.0;
    stroke.step = 5.0;
    stroke.decimals = 0;
    stroke.pattern = tr("%1 %");
    m_stroke->setSpec(stroke);
    m_learn->setToolTip(tr("About a minute of work in the background: afterwards this painting's own strokes come at "
                           "once, as a style card in your gallery."));
    m_colorsLabel->setText(tr("Colours"));
    // In the order of style::colorKeepings().
    m_colors->setWords({tr("Painting"), tr("Luminance"), tr("Palette"), tr("OKLab")},
                       {tr("The painting's colours."),
                        tr("The photo's colours on the painted light and shade."),
                        tr("The painted picture's colours are moved until their mixture is the photo's."),
                        tr("The photo's colours, with hues that hold better in light and dark.")});
    m_colors->setAccessibleName(tr("Colours"));
}

} // namespace imago::ui
