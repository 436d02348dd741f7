// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/session.h"

#include "engine/latent/links.h"
#include "engine/latent/variations.h"

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
    , m_held({}, kUndoLimit, std::move(clock), [this](const latent::Recipe &before) {
        if (!m_restoring)
            Q_EMIT recipeChanged(recipe(), difference(before, recipe()));
    })
{
}

void Session::change(const StepText &text, const std::function<void(latent::Recipe &)> &edit)
{
    m_held.change(text, edit);
}

void Session::changeApart(const StepText &text, const std::function<void(latent::Recipe &)> &edit)
{
    m_held.changeApart(text, edit);
}

void Session::addStep(const StepText &text, std::function<void()> undo, std::function<void()> redo)
{
    m_held.addStep(text, std::move(undo), std::move(redo));
}

void Session::setAttribute(std::size_t index, float value)
{
    if (index >= latent::PortraitAttributeCount || !std::isfinite(value))
        return;
    const latent::Attribute &attribute = latent::portraitAttributes()[index];
    const float inRange = std::clamp(value, attribute.low, attribute.high);
    change([index] { return tr("Change %1").arg(attributeTitle(index)); }, [&](latent::Recipe &recipe) {
        recipe.transparent = recipe.transparent && !attribute.backdrop; // or nothing would be seen of it
        if (!m_linked) {
            recipe.point.attributes[index] = inRange;
            return;
        }
        if (!m_linkedWay || m_linkedWay->attribute != index || m_linkedWay->to != recipe.point)
            m_linkedWay = LinkedWay{index, recipe.point, {}};
        recipe.point = latent::movedWithLinks(m_linkedWay->from, index, inRange);
        m_linkedWay->to = recipe.point;
    });
}

void Session::randomise(Randomise what, std::uint64_t seed)
{
    const auto drawAnew = [&](const StepText &text, const Locks &locks) {
        changeApart(text, [&](latent::Recipe &recipe) {
            recipe.seed = seed;
            recipe.transparent = false; // the backdrop is drawn, too
            recipe.point = latent::randomised(recipe.point, locks, seed, recipe.truncation);
        });
    };
    switch (what) {
    case Randomise::Expression:
        return changeApart([] { return tr("Randomise expression"); }, [&](latent::Recipe &recipe) {
            recipe.point = latent::randomisedExpression(recipe.point, m_locks, seed);
        });
    case Randomise::Unlocked:
        return drawAnew([] { return tr("Randomise unlocked"); }, m_locks);
    case Randomise::Everything:
        return drawAnew([] { return tr("Randomise everything"); }, {});
    }
}

void Session::beginGesture()
{
    m_held.beginGesture();
}

void Session::endGesture()
{
    if (m_held.endGesture())
        Q_EMIT gestureEnded();
}

void Session::reset(const latent::Recipe &recipe)
{
    const RecipeParts changed = difference(this->recipe(), recipe);
    m_held.reset(recipe);
    Q_EMIT recipeChanged(this->recipe(), changed);
}

void Session::restore(const std::vector<State> &states, std::size_t current)
{
    m_restoring = true;
    const latent::Recipe before = recipe();
    m_held.reset(states.front().recipe);
    for (std::size_t i = 1; i < states.size(); ++i)
        changeApart(states[i].title, [&](latent::Recipe &recipe) { recipe = states[i].recipe; });
    // Equal neighbours make no step, so the place is found by what is there.
    QUndoStack &stack = m_held.stack();
    stack.setIndex(static_cast<int>(current));
    while (recipe() != states[current].recipe && stack.canUndo())
        stack.undo();
    stack.setClean();
    m_restoring = false;
    Q_EMIT recipeChanged(recipe(), difference(before, recipe()));
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

} // namespace imago::ui
