// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/session.h"

#include "engine/core/random.h"
#include "engine/latent/links.h"
#include "engine/latent/population.h"
#include "ui/session/recipe_command.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <utility>

namespace imago::ui {

namespace {

/// A recipe is 400 bytes; the limit keeps the strip of thumbnails walkable.
constexpr int kUndoLimit = 500;

QString attributeTitle(std::size_t index)
{
    const std::string title(latent::portraitAttributes()[index].title);
    return QCoreApplication::translate("Attribute", title.c_str());
}

} // namespace

RecipeParts difference(const latent::Recipe &first, const latent::Recipe &second)
{
    RecipeParts parts;
    parts.setFlag(SeedPart, first.seed != second.seed || first.truncation != second.truncation);
    parts.setFlag(AttributePart, first.point.attributes != second.point.attributes);
    parts.setFlag(IdentityPart, first.point.z != second.point.z);
    parts.setFlag(DecoderPart, first.decoder != second.decoder || first.modelId != second.modelId ||
                                   first.modelHash != second.modelHash);
    parts.setFlag(SizePart, first.size != second.size || first.transparent != second.transparent);
    return parts;
}

Session::Session(QObject *parent, Clock clock)
    : QObject(parent)
    , m_clock(std::move(clock))
{
    m_undoStack.setUndoLimit(kUndoLimit);
}

void Session::change(const QString &text, const std::function<void(latent::Recipe &)> &edit)
{
    const auto now = m_clock();
    if (!m_gestureActive) {
        const bool steady = !text.isEmpty() && text == m_steadyText && now <= m_steadyUntil;
        if (!steady)
            ++m_gesture;
    }
    push(text, edit);
    m_steadyText = text;
    m_steadyUntil = now + kMergeWindow;
}

void Session::changeApart(const QString &text, const std::function<void(latent::Recipe &)> &edit)
{
    ++m_gesture;
    push(text, edit);
    ++m_gesture;
    m_steadyText.clear();
}

void Session::push(const QString &text, const std::function<void(latent::Recipe &)> &edit)
{
    latent::Recipe next = m_recipe;
    edit(next);
    if (next == m_recipe)
        return;
    m_pushing = true;
    m_undoStack.push(new RecipeCommand(*this, text, std::move(next), m_gesture));
    m_pushing = false;
}

void Session::setAttribute(std::size_t index, float value)
{
    if (index >= latent::PortraitAttributeCount || !std::isfinite(value))
        return;
    const latent::Attribute &attribute = latent::portraitAttributes()[index];
    const float inRange = std::clamp(value, attribute.low, attribute.high);
    change(tr("Change %1").arg(attributeTitle(index)), [&](latent::Recipe &recipe) {
        if (m_linked)
            recipe.point = latent::movedWithLinks(recipe.point, index, inRange);
        else
            recipe.point.attributes[index] = inRange;
    });
}

void Session::randomise(Randomise what, std::uint64_t seed)
{
    if (what == Randomise::Expression) {
        changeApart(tr("Randomise expression"), [&](latent::Recipe &recipe) {
            Random random(seed);
            const latent::Attributes before = recipe.point.attributes;
            latent::sampleExpression(recipe.point, random);
            for (std::size_t i = 0; i < before.size(); ++i) {
                if (m_locks[i])
                    recipe.point.attributes[i] = before[i];
            }
        });
        return;
    }
    const bool everything = what == Randomise::Everything;
    changeApart(everything ? tr("Randomise everything") : tr("Randomise unlocked"),
                [&](latent::Recipe &recipe) {
                    const latent::Attributes before = recipe.point.attributes;
                    recipe.seed = seed;
                    recipe.point = latent::pointFromSeed(seed, recipe.truncation);
                    for (std::size_t i = 0; i < before.size(); ++i) {
                        if (m_locks[i] && !everything)
                            recipe.point.attributes[i] = before[i];
                    }
                });
}

void Session::beginGesture()
{
    ++m_gesture;
    m_gestureActive = true;
    m_steadyText.clear();
}

void Session::endGesture()
{
    if (!m_gestureActive)
        return;
    ++m_gesture;
    m_gestureActive = false;
    m_steadyText.clear();
    Q_EMIT gestureEnded();
}

void Session::reset(const latent::Recipe &recipe)
{
    m_undoStack.clear();
    ++m_gesture;
    m_gestureActive = false;
    m_steadyText.clear();
    const RecipeParts changed = difference(m_recipe, recipe);
    m_recipe = recipe;
    Q_EMIT recipeChanged(m_recipe, changed);
}

void Session::setLinked(bool linked)
{
    if (m_linked == linked)
        return;
    m_linked = linked;
    Q_EMIT linkedChanged(linked);
}

void Session::setLocked(std::size_t index, bool locked)
{
    if (index >= m_locks.size() || m_locks[index] == locked)
        return;
    m_locks[index] = locked;
    Q_EMIT locksChanged();
}

void Session::swapRecipe(latent::Recipe &other)
{
    // Undo and redo end a run of equal changes: the next wheel step must not melt into a step that came back.
    if (!m_pushing)
        m_steadyText.clear();
    const RecipeParts changed = difference(m_recipe, other);
    std::swap(m_recipe, other);
    Q_EMIT recipeChanged(m_recipe, changed);
}

} // namespace imago::ui
