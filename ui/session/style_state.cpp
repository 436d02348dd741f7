// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/style_state.h"

#include "engine/core/random.h"

#include <QLocale>

#include <algorithm>
#include <bit>
#include <utility>

namespace imago::ui {

namespace {

std::uint64_t idOf(const SourcePtr &picture)
{
    return picture ? picture->id : 0;
}

} // namespace

StyleSourcePtr styleOfPainting(const SourcePtr &painting)
{
    return std::make_shared<const StyleSource>(
        StyleSource{painting->id, painting->thumbnail, painting, nullptr, {}});
}

StyleSourcePtr styleOfCard(style::StyleCard card, const QString &file)
{
    auto source = std::make_shared<StyleSource>();
    source->id = mixSeed(card.style.parameters.size(), 1);
    for (const float number : card.style.parameters)
        source->id = mixSeed(source->id, std::bit_cast<std::uint32_t>(number));
    if (!card.thumbnail.empty())
        source->thumbnail = thumbnailOf(card.thumbnail);
    source->cardFile = file;
    source->card = std::make_shared<const style::StyleCard>(std::move(card));
    return source;
}

QString StyleSource::name() const
{
    return card ? QString::fromStdString(style::nameIn(*card, QLocale().name().toStdString()))
                : painting->name;
}

bool StyleState::canBeRefined() const
{
    return std::ranges::all_of(styles, [](const ChosenStyle &chosen) { return chosen.source->canBeRefined(); });
}

bool StyleState::operator==(const StyleState &other) const
{
    return idOf(photo) == idOf(other.photo) && styles == other.styles && strength == other.strength &&
           stroke == other.stroke && colors == other.colors && mask == other.mask && tier == other.tier &&
           structure == other.structure && seed == other.seed &&
           faceProtection == other.faceProtection && video == other.video;
}

namespace {

std::uint64_t withLook(std::uint64_t sum, const StyleState &state)
{
    const auto add = [&sum](std::uint64_t value) { sum = mixSeed(sum, value); };
    for (const ChosenStyle &style : state.styles) {
        add(style.source->id);
        add(std::bit_cast<std::uint64_t>(style.weight));
        add(style.outside ? 1 : 0);
    }
    add(std::bit_cast<std::uint64_t>(state.strength));
    add(std::bit_cast<std::uint64_t>(state.structure));
    add(static_cast<std::uint64_t>(state.colors));
    return sum;
}

} // namespace

std::uint64_t hash(const StyleState &state)
{
    std::uint64_t sum = withLook(mixSeed(idOf(state.photo), state.styles.size()), state);
    const auto add = [&sum](std::uint64_t value) { sum = mixSeed(sum, value); };
    add(std::bit_cast<std::uint64_t>(state.stroke));
    add(state.mask.revision());
    add(std::bit_cast<std::uint64_t>(state.faceProtection));
    add(static_cast<std::uint64_t>(state.tier));
    if (state.tier != style::Tier::Instant) // else it changes nothing
        add(state.seed);
    return sum;
}

std::uint64_t clipHash(const StyleState &state)
{
    const ChosenClip *shown = state.video.shown();
    return withLook(mixSeed(shown ? shown->clip->id : 0, state.styles.size() + 1), state);
}

} // namespace imago::ui
