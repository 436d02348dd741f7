// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/image.h"

#include <QString>

#include <vector>

namespace imago::app {

struct SheetCell
{
    Image picture;
    QString title; ///< Below it; may be empty.
};

/// Pictures of one size with their titles on one white sheet, in as many columns as make it nearly as wide as
/// high. Threads: any. Requires: at least one cell.
Image contactSheet(const std::vector<SheetCell> &cells);

} // namespace imago::app
