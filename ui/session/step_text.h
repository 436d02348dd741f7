// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QUndoCommand>
#include <QUndoStack>

#include <functional>
#include <type_traits>
#include <utility>

namespace imago::ui {

/// What a step is called: words that are asked for again in another language, or a name that stays as it is (of a step
/// that was saved).
class StepText
{
public:
    StepText(const QString &fixed)
        : m_words([fixed] { return fixed; })
    {
    }
    /// Kept as long as the step: holds no reference to what may go before it.
    template <typename Words>
        requires std::is_invocable_r_v<QString, const Words &>
    StepText(Words words)
        : m_words(std::move(words))
    {
    }

    QString operator()() const { return m_words(); }

private:
    std::function<QString()> m_words;
};

/// A step that can be called anew in another language.
class NamedStep : public QUndoCommand
{
public:
    explicit NamedStep(StepText text)
        : QUndoCommand(text())
        , m_text(std::move(text))
    {
    }

    void retranslate() { setText(m_text()); }

protected:
    void takeNameOf(const NamedStep &other)
    {
        m_text = other.m_text;
        setText(other.text());
    }

private:
    StepText m_text;
};

/// After a change of language. Requires: all steps are NamedSteps. The stack does not tell of it.
inline void retranslate(const QUndoStack &stack)
{
    for (int i = 0; i < stack.count(); ++i)
        // The stack hands its commands out as const only so that nobody runs them by hand.
        static_cast<NamedStep *>(const_cast<QUndoCommand *>(stack.command(i)))->retranslate();
}

} // namespace imago::ui
