// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QString>

#include <vector>

namespace imago::ui {

/// All that a slider has to know about what it moves. Ranges are inclusive.
struct SliderSpec
{
    QString title;      ///< The full name: tooltips and assistive technology use it.
    QString shortTitle; ///< What stands in the row; empty: the title.
    QString help;       ///< One sentence: what the two ends mean.
    double low = 0.0;
    double high = 1.0;
    double safeLow = 0.0; ///< Beyond these the picture may suffer; shown, not enforced.
    double safeHigh = 1.0;
    double neutral = 0.0;                   ///< What double-click resets to; the fill starts here.
    double step = 0.01;                     ///< One key press or one notch of the wheel.
    int decimals = 2;                       ///< Digits after the point; also the grid that a drag snaps to.
    QString pattern = QStringLiteral("%1"); ///< "%1 years": where the number goes.
    bool toggle = false;                    ///< Two states, drawn as a switch.
    QString offWord;                        ///< Of a toggle.
    QString onWord;
    std::vector<QColor> gradient; ///< Colours along the track where the value is a colour; else empty.

    /// From 0 to 100, all of it safe, in whole numbers. `pattern`: as in the field, with the language's percent sign.
    static SliderSpec percent(QString title, QString help, QString pattern, double neutral, double step = 1.0);

    bool operator==(const SliderSpec &) const = default;

    double clamped(double value) const;
    /// Clamped, and on the grid of `decimals`.
    double snapped(double value) const;
    bool isSafe(double value) const;
    bool isOn(double value) const { return value >= 0.5 * (low + high); }
    QString text(double value) const;
};

} // namespace imago::ui
