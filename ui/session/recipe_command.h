// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/latent/recipe.h"

#include <QUndoCommand>

namespace imago::ui {

class Session;

/// One undo step: holds the one other recipe and swaps it with the session's.
class RecipeCommand : public QUndoCommand
{
public:
    RecipeCommand(Session &session, const QString &text, latent::Recipe next, int gesture);

    /// While done the recipe before this step, while undone the one after it.
    const latent::Recipe &other() const { return m_other; }

    int id() const override { return 1; }
    void undo() override;
    void redo() override;
    bool mergeWith(const QUndoCommand *next) override;

private:
    Session &m_session;
    latent::Recipe m_other;
    int m_gesture;
};

} // namespace imago::ui
