// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QString>

#include <optional>
#include <vector>

namespace imago::ui {

/// How much one slider changes one attribute over its full travel.
struct Effect
{
    QString title;
    double amount = 0.0;   ///< In that attribute's standard deviations.
    bool expected = false; ///< The two belong together, or it is the slider's own attribute.
    double readingR2 = 1.0; ///< How well what measured it reads that attribute from pictures; 1: exactly, or unknown.

    bool operator==(const Effect &) const = default;
};

/// Below this, what is said to change is mostly the reader's noise.
inline constexpr double kLeastReadingR2 = 0.5;

/// One row of the model's effect matrix; nothing: it was not measured.
using Effects = std::optional<std::vector<Effect>>;

/// A small window with what a slider really changes: bars, largest first. What was measured by a poor reading
/// (kLeastReadingR2) is left out and counted. Escape or a click elsewhere closes it.
class EffectPopup : public QFrame
{
    Q_OBJECT

public:
    EffectPopup(const QString &title, const QString &help, const Effects &effects, QWidget *parent);

    /// Shows it under `anchor`, inside the screen. It deletes itself when closed.
    void showBelow(const QWidget &anchor);
};

} // namespace imago::ui
