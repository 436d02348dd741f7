// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/latent/recipe.h"
#include "engine/latent/variations.h"
#include "ui/session/undoable.h"

#include <QObject>
#include <QString>

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

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

/// In what two recipes differ; empty for equal ones.
RecipeParts difference(const latent::Recipe &first, const latent::Recipe &second);

using Locks = latent::Locks;

/// What randomising draws anew. Locked attributes keep their values, except with Everything.
enum class Randomise { Everything, Unlocked, Expression };

/// The one truth about what is on the canvas. Panels read it, commands write it.
///
/// Guarantees: every change of the recipe goes through the undo stack; recipeChanged follows each of them,
/// also undo and redo; nothing here waits for a picture. Threads: the GUI thread.
class Session : public QObject
{
    Q_OBJECT

public:
    using Clock = Undoable<latent::Recipe>::Clock;
    static constexpr std::chrono::milliseconds kMergeWindow = Undoable<latent::Recipe>::kMergeWindow;

    explicit Session(QObject *parent = nullptr, Clock clock = std::chrono::steady_clock::now);

    const latent::Recipe &recipe() const { return m_held.value(); }
    QUndoStack &undoStack() { return m_held.stack(); }
    const QUndoStack &undoStack() const { return m_held.stack(); }
    /// The recipe after so many steps. Requires: 0 <= steps <= undoStack().count().
    const latent::Recipe &recipeAfter(int steps) const { return m_held.after(steps); }

    /// One undoable change; see Undoable for what becomes one step.
    void change(const StepText &text, const std::function<void(latent::Recipe &)> &edit);

    /// As change(), but always a step of its own: for buttons that may be pressed fast (randomise, presets).
    void changeApart(const StepText &text, const std::function<void(latent::Recipe &)> &edit);

    /// A step that leaves the recipe as it is: something beside it that has just been done (a favourite that was
    /// removed). `undo` and `redo` are called in turn, and tell their failures themselves.
    void addStep(const StepText &text, std::function<void()> undo, std::function<void()> redo);

    /// Moves one attribute (clamped to its range) and, while linked(), what it carries along.
    void setAttribute(std::size_t index, float value);

    /// A new face, or a new expression, drawn from `seed`; one undo step.
    void randomise(Randomise what, std::uint64_t seed);

    /// Pressing a slider; all changes until endGesture() are one undo step. gestureActive() means a hand is
    /// moving.
    void beginGesture();
    void endGesture();
    bool gestureActive() const { return m_held.gestureActive(); }

    /// Replaces everything without a way back: opening a file, starting anew. Clears the undo stack.
    void reset(const latent::Recipe &recipe);

    /// One state of a history that was saved: what was done, and what came of it.
    struct State
    {
        QString title;
        latent::Recipe recipe;
    };

    /// Replaces everything by a saved history, `current` of which is on the canvas; told as one change. The
    /// first state's title is not used. Requires: current < states.size().
    void restore(const std::vector<State> &states, std::size_t current);

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
    Undoable<latent::Recipe> m_held;
    Locks m_locks;
    bool m_linked = true;

    /// The latest way of one slider with what it carried along. Every further step is taken from where the way
    /// began, so that going back leads back even when a carried value had met the end of its range.
    struct LinkedWay
    {
        std::size_t attribute;
        latent::Point from;
        latent::Point to;
    };
    std::optional<LinkedWay> m_linkedWay;

    bool m_restoring = false;
};

} // namespace imago::ui
