// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/recipe_command.h"

#include "ui/session/session.h"

#include <utility>

namespace imago::ui {

RecipeCommand::RecipeCommand(Session &session, const QString &text, latent::Recipe next, int gesture)
    : QUndoCommand(text)
    , m_session(session)
    , m_other(std::move(next))
    , m_gesture(gesture)
{
}

void RecipeCommand::undo()
{
    m_session.swapRecipe(m_other);
}

void RecipeCommand::redo()
{
    m_session.swapRecipe(m_other);
}

bool RecipeCommand::mergeWith(const QUndoCommand *next)
{
    const auto &command = static_cast<const RecipeCommand &>(*next);
    if (command.m_gesture != m_gesture)
        return false;
    // The stack has already run the next command, so what this one holds is still the recipe before the
    // first.
    setText(command.text());
    setObsolete(m_session.recipe() == m_other);
    return true;
}

} // namespace imago::ui
