// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/step_text.h"

#include <QString>
#include <QUndoStack>

#include <chrono>
#include <functional>
#include <utility>

namespace imago::ui {

/// A value that changes through its own undo stack alone, one swap for each step in either direction.
///
/// Changes inside one gesture, and changes with the same text that follow each other or a gesture within kMergeWindow
/// (wheel, keys, a double-click's second half), become one step; a step that ends where it began leaves no trace. What
/// is done beside the value can be a step too, so that one undo leads back through both. Threads: the GUI thread.
template <typename Value>
class Undoable
{
public:
    static constexpr std::chrono::milliseconds kMergeWindow{800};
    using Clock = std::function<std::chrono::steady_clock::time_point()>;
    /// Told after each change, also by undo and redo.
    using Changed = std::function<void(const Value &before)>;

    Undoable(Value value, int undoLimit, Clock clock, Changed changed)
        : m_clock(std::move(clock))
        , m_changed(std::move(changed))
        , m_value(std::move(value))
    {
        m_stack.setUndoLimit(undoLimit);
    }

    const Value &value() const { return m_value; }
    QUndoStack &stack() { return m_stack; }
    const QUndoStack &stack() const { return m_stack; }

    template <typename Edit>
    void change(const StepText &text, const Edit &edit)
    {
        const auto now = m_clock();
        const QString words = text();
        if (!m_gestureActive) {
            const bool steady = !words.isEmpty() && words == m_steadyText && now <= m_steadyUntil;
            if (!steady)
                ++m_gesture;
        }
        push(text, edit);
        m_steadyText = words;
        m_steadyUntil = now + kMergeWindow;
    }

    /// As change(), but always a step of its own.
    template <typename Edit>
    void changeApart(const StepText &text, const Edit &edit)
    {
        ++m_gesture;
        push(text, edit);
        ++m_gesture;
        m_steadyText.clear();
    }

    /// A step beside the value, which stays as it is: something that has just been done, and can be undone and
    /// done again. Always a step of its own.
    void addStep(const StepText &text, std::function<void()> undo, std::function<void()> redo)
    {
        m_pushing = true;
        m_stack.push(new SideStep(*this, text, std::move(undo), std::move(redo)));
        m_pushing = false;
    }

    void beginGesture()
    {
        ++m_gesture;
        m_gestureActive = true;
        m_steadyText.clear();
    }
    /// False when there was none.
    bool endGesture()
    {
        if (!std::exchange(m_gestureActive, false))
            return false;
        m_steadyUntil = m_clock() + kMergeWindow;
        return true;
    }
    bool gestureActive() const { return m_gestureActive; }

    /// Another value without a way back; tells nobody.
    void reset(Value value)
    {
        m_stack.clear();
        ++m_gesture;
        m_gestureActive = false;
        m_steadyText.clear();
        m_value = std::move(value);
    }

    /// The value after so many steps. Requires: 0 <= steps <= stack().count().
    const Value &after(int steps) const
    {
        if (steps == m_stack.index())
            return m_value;
        // A done command keeps the value before it, an undone one the value after it.
        const int command = steps < m_stack.index() ? steps : steps - 1;
        return static_cast<const Command *>(m_stack.command(command))->other;
    }

private:
    /// Holds the one other value and swaps it with the current one.
    struct Command : NamedStep
    {
        Command(Undoable &held, const StepText &text, Value next, int number)
            : NamedStep(text)
            , owner(held)
            , other(std::move(next))
            , gesture(number)
        {
        }
        int id() const override { return 1; }
        void undo() override { owner.swap(other); }
        void redo() override { owner.swap(other); }
        bool mergeWith(const QUndoCommand *next) override
        {
            const auto &command = static_cast<const Command &>(*next);
            if (command.gesture != gesture)
                return false;
            // The stack has already run the next command, so what this one holds is still the value before
            // the first.
            this->takeNameOf(command);
            setObsolete(owner.m_value == other);
            return true;
        }

        Undoable &owner;
        Value other;
        int gesture; ///< Equal numbers merge.
    };

    /// The value before it is the value after it, so the other value is both.
    struct SideStep : Command
    {
        SideStep(Undoable &held, const StepText &text, std::function<void()> back, std::function<void()> again)
            : Command(held, text, held.m_value, held.m_gesture)
            , m_back(std::move(back))
            , m_again(std::move(again))
        {
        }
        int id() const override { return -1; } // never merged
        void undo() override
        {
            this->owner.m_steadyText.clear();
            m_back();
        }
        void redo() override
        {
            if (this->owner.m_pushing)
                return; // done already
            this->owner.m_steadyText.clear();
            m_again();
        }

    private:
        std::function<void()> m_back;
        std::function<void()> m_again;
    };

    template <typename Edit>
    void push(const StepText &text, const Edit &edit)
    {
        Value next = m_value;
        edit(next);
        if (next == m_value)
            return;
        m_pushing = true;
        m_stack.push(new Command(*this, text, std::move(next), m_gesture));
        m_pushing = false;
    }

    void swap(Value &other)
    {
        // Undo and redo end a run of equal changes: the next wheel step must not melt into a step that came
        // back.
        if (!m_pushing)
            m_steadyText.clear();
        std::swap(m_value, other);
        m_changed(other);
    }

    Clock m_clock;
    Changed m_changed;
    Value m_value;
    QUndoStack m_stack;

    bool m_gestureActive = false;
    int m_gesture = 0;    ///< Number of the running or latest gesture.
    QString m_steadyText; ///< The text that still merges outside gestures; empty after undo and redo.
    std::chrono::steady_clock::time_point m_steadyUntil;
    bool m_pushing = false;
};

} // namespace imago::ui
