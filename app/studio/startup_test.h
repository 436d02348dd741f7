// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace imago::app {

class StudioApp;

/// `--startup-test`: prints one JSON object with the milliseconds from the start of the process to the
/// painted window, to the first painted portrait and to the loaded model, and ends the program.
void measureStartup(StudioApp &studio);

} // namespace imago::app
