// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPalette>
#include <QString>

class QApplication;

namespace imago::ui {

enum class Theme { Dark, Light };

/// The colours of a theme: neutral greys, so that nothing tints the eye, and one accent.
QPalette palette(Theme theme);

/// The style sheet that goes with a palette.
QString styleSheet(const QPalette &palette);

/// Dresses the whole program: style, palette, style sheet and icons. May be called again at any time.
void applyTheme(QApplication &application, Theme theme);

} // namespace imago::ui
