// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/theme.h"

#include <QString>

namespace imago::ui {

/// What the user chooses once. The program remembers it; only app knows where.
struct Preferences
{
    Theme theme = Theme::Dark;
    QString language;       ///< "en", "zh_CN"; empty: as the system.
    bool loadModel = true;  ///< Open the neural module at start.
    bool reopenLast = true; ///< Go on where one left off.
    int pictureSide = 512;  ///< Of a new face's final picture, pixels.

    bool operator==(const Preferences &) const = default;
};

/// Sides that the final picture on the canvas can have.
inline constexpr int kPictureSides[] = {256, 512, 1024, 2048};

/// A language that the studio speaks.
struct Language
{
    const char *code;
    const char *name; ///< In itself, UTF-8.
};
inline constexpr Language kLanguages[] = {{"en", "English"}, {"zh_CN", "简体中文"}};

} // namespace imago::ui
