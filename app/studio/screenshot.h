// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace imago::app {

class StudioApp;
struct StudioOptions;

/// `--screenshot FILE`: waits for the final picture, gives the panels the time asked for, saves what the
/// window shows and ends the program; exit code 2 where that fails.
void takeScreenshot(StudioApp &studio, const StudioOptions &options);

} // namespace imago::app
