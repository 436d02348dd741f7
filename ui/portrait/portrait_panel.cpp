// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/portrait/portrait_panel.h"

#include "ui/portrait/randomise_bar.h"
#include "ui/portrait/slider_section.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/labelled_slider.h"
#include "ui/widgets/slider_track.h"

#include <QAction>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>

namespace imago::ui {

namespace {

constexpr int kWidestLabel = 128;
constexpr int kNarrowestLabel = 72;

} // namespace

PortraitPanel::PortraitPanel(Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_bar(new RandomiseBar(session, this))
    , m_filter(new QLineEdit(this))
    , m_filterIcon(m_filter->addAction(QIcon(), QLineEdit::LeadingPosition))
    , m_linked(new IconButton(QStringLiteral("edit-link"), this))
    , m_fold(new IconButton(QStringLiteral("collapse-all"), this))
    , m_scroll(new QScrollArea(this))
    , m_nothing(new QLabel(this))
{
    m_filter->setClearButtonEnabled(true);
    m_filter->installEventFilter(this);
    m_linked->setCheckable(true);
    m_linked->setChecked(session.linked());
    m_fold->setCheckable(true);
    m_fold->setCheckedIcon(QStringLiteral("expand-all"));
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setWordWrap(true);
    m_nothing->hide();

    auto *tools = new QHBoxLayout;
    tools->setSpacing(2);
    tools->addWidget(m_filter, 1);
    tools->addWidget(m_linked);
    tools->addWidget(m_fold);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 4, 0);
    column->setSpacing(6);
    column->addWidget(m_bar);
    column->addLayout(tools);
    column->addWidget(m_nothing);
    column->addWidget(m_scroll, 1);
    buildSections();
    setMinimumWidth(280);

    connect(m_filter, &QLineEdit::textChanged, this, &PortraitPanel::applyFilter);
    connect(m_linked, &QToolButton::clicked, &session, &Session::setLinked);
    connect(&session, &Session::linkedChanged, m_linked, &QToolButton::setChecked);
    connect(&session, &Session::linkedChanged, this, &PortraitPanel::retranslate);
    connect(m_fold, &QToolButton::clicked, this, &PortraitPanel::foldAll);
    connect(&session, &Session::recipeChanged, this, [this](const latent::Recipe &, RecipeParts changed) {
        for (SliderSection *section : m_sections)
            section->follow(changed);
    });
    setCollapsedGroups({QStringLiteral("shape")});
    retranslate();
}

void PortraitPanel::buildSections()
{
    auto *content = new QWidget(m_scroll);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 4, 8);
    column->setSpacing(0);
    using latent::Group;
    const auto add = [&](SliderSection *section) {
        column->addWidget(section);
        m_sections.push_back(section);
        connect(section, &CollapsibleSection::collapsedChanged, this, [this, section](bool collapsed) {
            if (m_filtering)
                return;
            m_collapsed.removeAll(section->key());
            if (collapsed)
                m_collapsed << section->key();
            m_fold->setChecked(!anyOpen());
            Q_EMIT collapsedGroupsChanged();
        });
        for (const LabelledSlider *row : section->rows())
            row->track().installEventFilter(this);
        section->header().installEventFilter(this);
    };
    for (const Group group : {Group::Identity, Group::Face})
        add(new AttributeSection(m_session, group, content));
    add(new ShapeSection(m_session, content));
    for (const Group group :
         {Group::Expression, Group::Hair, Group::Details, Group::Pose, Group::Light, Group::Background})
        add(new AttributeSection(m_session, group, content));
    column->addStretch();
    m_scroll->setWidget(content);
}

void PortraitPanel::setEffects(const std::vector<std::vector<double>> &matrix, const std::vector<double> &readingR2)
{
    for (SliderSection *section : m_sections) {
        if (auto *attributes = qobject_cast<AttributeSection *>(section))
            attributes->setEffects(matrix, readingR2);
    }
}

QStringList PortraitPanel::collapsedGroups() const
{
    return m_collapsed;
}

void PortraitPanel::setCollapsedGroups(const QStringList &keys)
{
    m_filter->clear();
    for (SliderSection *section : m_sections)
        section->setCollapsed(keys.contains(section->key()));
}

bool PortraitPanel::anyOpen() const
{
    return std::ranges::any_of(m_sections,
                               [](const SliderSection *section) { return !section->isCollapsed(); });
}

void PortraitPanel::foldAll()
{
    const bool fold = anyOpen();
    for (SliderSection *section : m_sections)
        section->setCollapsed(fold);
    retranslate();
}

void PortraitPanel::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

LabelledSlider *PortraitPanel::slider(const QString &name) const
{
    return findChild<LabelledSlider *>(name);
}

void PortraitPanel::applyFilter()
{
    const QString needle = m_filter->text().trimmed();
    m_filtering = true; // what opens now is not what the user opened
    int shown = 0;
    for (SliderSection *section : m_sections) {
        const int here = section->filter(needle);
        shown += here;
        section->setVisible(here > 0);
        section->setCollapsed(needle.isEmpty() && m_collapsed.contains(section->key()));
    }
    m_filtering = false;
    m_nothing->setVisible(shown == 0);
    m_nothing->setText(tr("No slider matches “%1”.").arg(needle));
    m_fold->setEnabled(needle.isEmpty());
}

bool PortraitPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_filter && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Escape && !m_filter->text().isEmpty()) {
            m_filter->clear();
            return true;
        }
        if (key == Qt::Key_Down || key == Qt::Key_Return || key == Qt::Key_Enter) {
            for (const SliderSection *section : m_sections) {
                for (const LabelledSlider *row : section->rows()) {
                    if (row->isVisible()) {
                        row->track().setFocus(Qt::TabFocusReason);
                        return true;
                    }
                }
            }
        }
    } else if (event->type() == QEvent::FocusIn) {
        // The keyboard walks out of sight otherwise.
        if (auto *widget = qobject_cast<QWidget *>(watched);
            widget && widget != m_filter &&
            static_cast<QFocusEvent *>(event)->reason() != Qt::MouseFocusReason)
            m_scroll->ensureWidgetVisible(widget, 0, 30);
    }
    return QWidget::eventFilter(watched, event);
}

void PortraitPanel::alignLabels()
{
    int width = kNarrowestLabel;
    for (const SliderSection *section : m_sections)
        width = std::max(width, section->labelWidthHint());
    width = std::min(width, kWidestLabel);
    for (SliderSection *section : m_sections)
        section->setLabelWidth(width);
    m_bar->truncationSlider().setLabelWidth(m_bar->truncationSlider().labelWidthHint() + 8);
}

void PortraitPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        for (SliderSection *section : m_sections)
            section->retranslate();
        retranslate();
        applyFilter();
    } else if (event->type() == QEvent::FontChange) {
        alignLabels();
    } else if (event->type() == QEvent::PaletteChange) {
        m_filterIcon->setIcon(themedIcon(QStringLiteral("search"), palette()));
    }
    QWidget::changeEvent(event);
}

void PortraitPanel::retranslate()
{
    m_filter->setPlaceholderText(tr("Find a slider"));
    m_filter->setAccessibleName(tr("Find a slider"));
    m_filterIcon->setIcon(themedIcon(QStringLiteral("search"), palette()));
    m_linked->setWords(
        m_session.linked()
            ? tr("Linked: gender and age carry along brows, lips, stubble, hair line, grey and wrinkles")
            : tr("Not linked: every slider moves alone"));
    m_fold->setWords(anyOpen() ? tr("Fold all groups") : tr("Unfold all groups"));
    alignLabels();
}

} // namespace imago::ui
