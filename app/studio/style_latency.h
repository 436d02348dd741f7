// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace imago::app {

class StudioApp;

/// Wears one painting after another in the real window, each for the first time and then once more, and prints
/// in one line of JSON how long it takes from the drop of a painting that has been read to the first picture on
/// the screen, and to the photo's full size. Then the program ends. Requires: a photo and a painting were
/// asked for.
void measureStyleLatency(StudioApp &studio, int rounds);

} // namespace imago::app
