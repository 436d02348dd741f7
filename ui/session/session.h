// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/latent/recipe.h"

#include <QObject>
#include <QString>
#include <QUndoStack>

#include <bitset>
#include <functional>

namespace imago::ui {

/// What of the recipe a change touched.
enum RecipePart {
    SeedPart = 1,
    AttributePart = 2,
    IdentityPart = 4,
    DecoderPart = 8,
    SizePart = 16,
    AllParts = 31
};
Q_DECLARE_FLAGS(RecipeParts, RecipePart)
Q_DECLARE_OPERATORS_FOR_FLAGS(RecipeParts)

using Locks = std::bitset<latent::PortraitAttributeCount>;

/// The one truth about what is on the canvas. Panels read it, commands write it.
///
/// Guarantees: every change of the recipe goes through the undo stack; recipeChanged follows each of them, also
/// undo and redo; nothing here waits for a picture. Threads: the GUI thread.
class Session : public QObject
{
    Q_OBJECT

public:
    explicit Session(QObject *parent = nullptr);

    const latent::Recipe &recipe() const { return m_recipe; }
    QUndoStack &undoStack() { return m_undoStack; }

    /// One undoable change. Changes inside one gesture, and changes with the same text that follow each other
    /// within 800 ms (wheel, keys), become one step; a step that ends where it began leaves no trace.
    void change(const QString &text, const std::function<void(latent::Recipe &)> &edit);

    /// Moves one attribute (clamped to its range) and, while linked(), what it carries along.
    void setAttribute(std::size_t index, float value);

    /// Pressing a slider; all changes until endGesture() are one undo step. gestureActive() means a hand is moving.
    void beginGesture();
    void endGesture();
    bool gestureActive() const { return m_gestureActive; }

    /// Replaces everything without a way back: opening a file, starting anew. Clears the undo stack.
    void reset(const latent::Recipe &recipe);

    /// Gender and age carry along what people expect of them.
    bool linked() const { return m_linked; }
    void setLinked(bool linked);

    /// Locked attributes are left alone by randomising. Not undoable.
    const Locks &locks() const { return m_locks; }
    void setLocked(std::size_t index, bool locked);

Q_SIGNALS:
    void recipeChanged(const imago::latent::Recipe &recipe, imago::ui::RecipeParts changed);
    void gestureEnded();
    void locksChanged();
    void linkedChanged(bool linked);

private:
    friend class RecipeCommand;
    /// Exchanges the current recipe with `other` and tells everybody.
    void swapRecipe(latent::Recipe &other);

    latent::Recipe m_recipe;
    QUndoStack m_undoStack;
    Locks m_locks;
    bool m_linked = true;
    bool m_gestureActive = false;
    int m_gesture = 0; ///< Number of the running or latest gesture.
};

} // namespace imago::ui
