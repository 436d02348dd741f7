// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/style/video/motion.h"

namespace imago::style::video {

/// Whether `after` begins another shot: hardly anything of it was there before, wherever one looks for it. Fast pans
/// and turns are no cuts, since motion explains them. Requires: the motion between the two.
bool isCut(const Plane &before, const Plane &after, const Motion &motion);

} // namespace imago::style::video
