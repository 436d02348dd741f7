// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace imago::app {

class StudioApp;

/// Wears one painting after another in the real window, each for the first time and then once more, then drops a
/// photo's file (JPEG, of the size that was asked for). Prints in one line of JSON the medians of how long it takes to
/// the first picture on the screen and to the photo's full size: from the drop of a painting that has been read, from a
/// slider's move, and from the drop of the file. Then the program ends. Requires: a photo and a painting were asked
/// for.
void measureStyleLatency(StudioApp &studio, int rounds);

} // namespace imago::app
