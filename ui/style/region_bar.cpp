// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/region_bar.h"

#include "ui/session/style_session.h"
#include "ui/style/mask_tool.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/labelled_slider.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace imago::ui {

namespace {

constexpr double kLeastSize = 0.5; // percent of the photo's longer side
constexpr double kMostSize = 30.0;
constexpr int kLabelWidth = 84;

} // namespace

RegionBar::RegionBar(StyleSession &session, MaskTool &tool, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_tool(tool)
    , m_paint(new IconButton(QStringLiteral("draw-brush"), this))
    , m_erase(new IconButton(QStringLiteral("draw-eraser"), this))
    , m_invert(new IconButton(QStringLiteral("edit-select-invert"), this))
    , m_import(new IconButton(QStringLiteral("document-import"), this))
    , m_clear(new IconButton(QStringLiteral("edit-clear"), this))
    , m_size(new LabelledSlider(this))
    , m_softness(new LabelledSlider(this))
    , m_hint(new QLabel(this))
{
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(4);
    for (IconButton *button : {m_paint, m_erase, m_invert, m_import, m_clear})
        buttons->addWidget(button);
    buttons->addStretch();
    m_hint->setWordWrap(true);
    m_hint->setForegroundRole(QPalette::PlaceholderText);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addLayout(buttons);
    column->addWidget(m_size);
    column->addWidget(m_softness);
    column->addWidget(m_hint);
    for (LabelledSlider *slider : {m_size, m_softness}) {
        slider->setLockable(false);
        slider->setLabelWidth(kLabelWidth);
    }
    m_paint->setCheckable(true);
    m_erase->setCheckable(true);

    connect(m_paint, &QToolButton::clicked, this, [this] { setBrush(Brush::Paints); });
    connect(m_erase, &QToolButton::clicked, this, [this] { setBrush(Brush::Erases); });
    connect(m_invert, &QToolButton::clicked, this, &RegionBar::invert);
    connect(m_clear, &QToolButton::clicked, this, &RegionBar::clearRegion);
    connect(m_import, &QToolButton::clicked, this, &RegionBar::importRequested);
    connect(m_size, &LabelledSlider::valueChanged, this, [this](double percent) {
        m_tool.setRadiusShare(percent / 200.0);
        Q_EMIT sizeChanged();
    });
    connect(m_softness, &LabelledSlider::valueChanged, this, [this](double percent) {
        m_tool.setHardness(1.0 - percent / 100.0);
        Q_EMIT sizeChanged();
    });
    connect(&session, &StyleSession::stateChanged, this, &RegionBar::follow);
    retranslate();
    follow();
}

void RegionBar::setBrush(Brush brush)
{
    if (brush == m_brush || m_session.state().photo == nullptr)
        brush = Brush::Away;
    m_brush = brush;
    m_tool.setErases(brush == Brush::Erases);
    follow();
    Q_EMIT brushChanged(brush);
}

void RegionBar::invert()
{
    const StyleState &state = m_session.state();
    if (state.photo == nullptr)
        return;
    m_session.setMask([] { return tr("Invert the region"); },
                      state.mask.isNone() ? style::BrushMask::filled(state.photo->size(), 0) : state.mask.inverted());
}

void RegionBar::clearRegion()
{
    m_session.setMask([] { return tr("Style the whole picture"); }, {});
}

void RegionBar::stepSize(int steps)
{
    const double factor = steps > 0 ? 1.15 : 1.0 / 1.15;
    double percent = m_size->value();
    for (int i = 0; i < std::abs(steps); ++i)
        percent *= factor;
    m_size->setValue(std::clamp(percent, kLeastSize, kMostSize));
    m_tool.setRadiusShare(m_size->value() / 200.0);
    Q_EMIT sizeChanged();
}

void RegionBar::follow()
{
    const StyleState &state = m_session.state();
    const bool photo = state.photo != nullptr;
    if (!photo && m_brush != Brush::Away) {
        setBrush(Brush::Away);
        return;
    }
    m_paint->setChecked(m_brush == Brush::Paints);
    m_erase->setChecked(m_brush == Brush::Erases);
    for (IconButton *button : {m_paint, m_erase, m_invert, m_import})
        button->setEnabled(photo);
    m_clear->setEnabled(!state.mask.isNone());
    m_size->setVisible(m_brush != Brush::Away);
    m_softness->setVisible(m_brush != Brush::Away);
    m_size->setValue(200.0 * m_tool.radiusShare());
    m_softness->setValue(100.0 * (1.0 - m_tool.hardness()));
    if (m_brush != Brush::Away)
        m_hint->setText(tr("Shift turns the brush around; [ and ] change its size."));
    else if (state.mask.isNone())
        m_hint->setText(tr("The whole picture wears the style."));
    else
        m_hint->setText(tr("A part of the picture wears the style."));
}

void RegionBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        follow();
    }
    QWidget::changeEvent(event);
}

void RegionBar::retranslate()
{
    m_paint->setWords(tr("Brush the style on (B)"));
    m_erase->setWords(tr("Brush the style away (E)"));
    m_invert->setWords(tr("Invert the region (Ctrl+I)"));
    m_import->setWords(tr("Use a picture as the region: white wears the style, black does not"));
    m_clear->setWords(tr("Style the whole picture again"));
    SliderSpec size;
    size.title = tr("Brush size");
    size.help = tr("In hundredths of the photo's longer side.");
    size.low = size.safeLow = kLeastSize;
    size.high = size.safeHigh = kMostSize;
    size.neutral = 12.0;
    size.step = 0.5;
    size.decimals = 1;
    size.pattern = tr("%1 %");
    m_size->setSpec(size);
    m_softness->setSpec(
        SliderSpec::percent(tr("Softness"), tr("How gently the brush's edge fades out."), tr("%1 %"), 60.0));
}

} // namespace imago::ui
