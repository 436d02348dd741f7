// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/image.h"

#include <QImage>

namespace imago::ui {

/// A dark veil for what a grey mask leaves out, to be drawn over the picture in its place: none where the mask is
/// white.
/// Requires: Rgba8.
QImage veilOver(const Image &mask);

} // namespace imago::ui
