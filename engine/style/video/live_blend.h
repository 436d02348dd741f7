// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/style/live_blend.h"

#include <memory>

namespace imago::style::video {

/// `smooth`: as VideoOrder::smooth.
std::unique_ptr<LiveBlend> makeLiveBlend(double smooth);

} // namespace imago::style::video
