// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/portrait/slider_section.h"

#include "engine/latent/links.h"
#include "ui/portrait/attribute_spec.h"
#include "ui/text/attribute_text.h"
#include "ui/widgets/labelled_slider.h"
#include "ui/widgets/slider_track.h"

#include <QStringList>

#include <algorithm>

namespace imago::ui {

namespace {

QString fromView(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace

SliderSection::SliderSection(Session &session, QString key, QWidget *parent)
    : SliderGroup(parent)
    , m_session(session)
    , m_key(std::move(key))
{
    connect(this, &SliderGroup::gestureStarted, &m_session, &Session::beginGesture);
    connect(this, &SliderGroup::gestureEnded, &m_session, &Session::endGesture);
    connect(this, &SliderGroup::resetRequested, this, [this] { resetAll(); });
}

int SliderSection::filter(const QString &needle)
{
    int shown = 0;
    for (std::size_t i = 0; i < rows().size(); ++i) {
        const bool matches = needle.isEmpty() || m_words[i].contains(needle, Qt::CaseInsensitive);
        rows()[i]->setVisible(matches);
        shown += matches ? 1 : 0;
    }
    return shown;
}

AttributeSection::AttributeSection(Session &session, latent::Group group, QWidget *parent)
    : SliderSection(session, fromView(latent::name(group)), parent)
    , m_group(group)
{
    const auto table = latent::portraitAttributes();
    for (std::size_t i = 0; i < table.size(); ++i) {
        if (table[i].group != group)
            continue;
        m_attributes.push_back(i);
        LabelledSlider &row = addRow();
        row.setObjectName(fromView(table[i].name));
        connect(&row, &LabelledSlider::valueChanged, this,
                [this, i](double value) { this->session().setAttribute(i, static_cast<float>(value)); });
        connect(&row, &LabelledSlider::lockToggled, this,
                [this, i](bool locked) { this->session().setLocked(i, locked); });
    }
    connect(&session, &Session::locksChanged, this, &AttributeSection::showLocks);
    connect(&session, &Session::linkedChanged, this, &AttributeSection::showLinks);
    retranslate();
    follow(AllParts);
    showLocks();
}

void AttributeSection::retranslate()
{
    setTitle(groupTitle(m_group));
    setResetWords(tr("Reset the group %1").arg(groupTitle(m_group)));
    const latent::Attributes &attributes = session().recipe().point.attributes;
    const auto table = latent::portraitAttributes();
    for (std::size_t row = 0; row < rows().size(); ++row) {
        const latent::Attribute &attribute = table[m_attributes[row]];
        const SliderSpec spec = attributeSpec(m_attributes[row], attributes);
        rows()[row]->setSpec(spec);
        // English words too: whoever learnt the studio from an English film finds the slider all the same.
        setSearchWords(row, QStringList{spec.title, spec.help, groupTitle(m_group), fromView(attribute.name),
                                        fromView(attribute.title)}
                                .join(QLatin1Char('\n')));
    }
    showEffects();
}

void AttributeSection::setEffects(const std::vector<std::vector<double>> &matrix, const std::vector<double> &readingR2)
{
    m_effects = matrix;
    m_readingR2 = readingR2;
    showEffects();
}

void AttributeSection::showEffects()
{
    for (std::size_t row = 0; row < rows().size(); ++row) {
        const std::size_t slider = m_attributes[row];
        Effects effects;
        if (slider < m_effects.size() && !m_effects[slider].empty()) {
            effects.emplace();
            const std::size_t count =
                std::min(m_effects[slider].size(), std::size_t{latent::PortraitAttributeCount});
            for (std::size_t other = 0; other < count; ++other) {
                Effect effect{attributeTitle(other), m_effects[slider][other], latent::belongTogether(slider, other)};
                if (other < m_readingR2.size())
                    effect.readingR2 = m_readingR2[other];
                effects->push_back(std::move(effect));
            }
        }
        rows()[row]->setEffects(std::move(effects));
    }
}

void AttributeSection::follow(RecipeParts changed)
{
    if (!changed.testFlag(AttributePart))
        return;
    const latent::Attributes &attributes = session().recipe().point.attributes;
    const auto moved = [&](std::size_t row) {
        return rows()[row]->value() != static_cast<double>(attributes[m_attributes[row]]);
    };
    bool anyMoved = false;
    for (std::size_t row = 0; row < rows().size(); ++row) {
        anyMoved = anyMoved || moved(row);
        rows()[row]->setValue(static_cast<double>(attributes[m_attributes[row]]));
    }
    if (m_group == latent::Group::Background) {
        for (std::size_t row = 0; row < rows().size(); ++row) { // their colours follow each other
            const SliderSpec spec = attributeSpec(m_attributes[row], attributes);
            if (spec != rows()[row]->spec())
                rows()[row]->setSpec(spec);
        }
    }
    showLinks();
    showWhetherChanged();
}

void AttributeSection::showLocks()
{
    for (std::size_t row = 0; row < rows().size(); ++row) {
        if (const bool locked = session().locks()[m_attributes[row]]; rows()[row]->isLocked() != locked)
            rows()[row]->setLocked(locked);
    }
}

void AttributeSection::showLinks()
{
    const latent::Attributes &attributes = session().recipe().point.attributes;
    for (std::size_t row = 0; row < rows().size(); ++row) {
        const float amount = session().linked() ? latent::linkedAmount(attributes, m_attributes[row]) : 0.0F;
        rows()[row]->setLinkAmount(static_cast<double>(amount));
    }
}

void AttributeSection::resetAll()
{
    const auto text = [group = m_group] { return tr("Reset %1").arg(groupTitle(group)); };
    session().changeApart(text, [this](latent::Recipe &recipe) {
        for (const std::size_t attribute : m_attributes)
            recipe.point.attributes[attribute] = latent::portraitAttributes()[attribute].neutral;
    });
}

ShapeSection::ShapeSection(Session &session, QWidget *parent)
    : SliderSection(session, QStringLiteral("shape"), parent)
{
    for (std::size_t i = 0; i < kShapeSliders; ++i) {
        LabelledSlider &row = addRow();
        row.setObjectName(QStringLiteral("shape-%1").arg(i + 1));
        row.setLockable(false, true);
        connect(&row, &LabelledSlider::valueChanged, this, [this, i, &row](double value) {
            const auto text = [i] { return tr("Change %1").arg(shapeSpec(i).title); };
            this->session().change(
                text, [&](latent::Recipe &recipe) { recipe.point.z[i] = static_cast<float>(value); });
        });
    }
    retranslate();
    follow(AllParts);
}

void ShapeSection::retranslate()
{
    setTitle(tr("Shape of the head"));
    setResetWords(tr("Reset the shape to the mean head"));
    for (std::size_t row = 0; row < rows().size(); ++row) {
        const SliderSpec spec = shapeSpec(row);
        rows()[row]->setSpec(spec);
        setSearchWords(row,
                       QStringList{spec.title, spec.help, title(), QStringLiteral("shape identity")}.join(
                           QLatin1Char('\n')));
    }
}

void ShapeSection::follow(RecipeParts changed)
{
    if (!changed.testFlag(IdentityPart))
        return;
    for (std::size_t row = 0; row < rows().size(); ++row)
        rows()[row]->setValue(static_cast<double>(session().recipe().point.z[row]));
    showWhetherChanged();
}

void ShapeSection::resetAll()
{
    session().changeApart([] { return tr("Reset %1").arg(tr("Shape of the head")); }, [](latent::Recipe &recipe) {
        std::fill_n(recipe.point.z.begin(), kShapeSliders, 0.0F);
    });
}

} // namespace imago::ui
