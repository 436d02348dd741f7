// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/image.h"

#include <span>

namespace imago::cli {

/// The pictures side by side, row after row, `gap` pixels apart on transparency. Requires: at least one
/// picture, all of one size and 8 bits a channel, columns > 0.
Image contactSheet(std::span<const Image> pictures, int columns, int gap);

/// How many columns a sheet of `count` pictures gets: one row up to 8, else from square to twice as wide as high,
/// with the fewest empty places.
int sheetColumns(int count);

} // namespace imago::cli
