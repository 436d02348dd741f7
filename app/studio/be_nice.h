// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace imago::app {

/// The calling thread, and those that it starts, let other threads go first from now on.
void beNice();

} // namespace imago::app
