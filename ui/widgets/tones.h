// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPalette>

namespace imago::ui {

/// The few colours that our own painting needs, derived from the palette so that any theme works.
struct Tones
{
    QColor text;
    QColor faintText;
    QColor accent;
    QColor groove;     ///< Inside the safe range.
    QColor grooveEdge; ///< Outlines and ticks.
    QColor handle;
    QColor handleEdge;
    QColor hover;   ///< Behind what the pointer is over.
    QColor warning; ///< Outside the safe range.
    QColor link;    ///< What links add.
    bool dark = false;

    static Tones of(const QPalette &palette, bool enabled = true);
};

/// `amount` 0 is `from`, 1 is `to`.
QColor mixed(const QColor &from, const QColor &to, double amount);

} // namespace imago::ui
