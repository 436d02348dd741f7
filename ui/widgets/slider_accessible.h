// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace imago::ui {

/// Tells screen readers what a SliderTrack is: a slider with a value and its unit, or a switch. Repeating is
/// harmless.
void installSliderAccessibility();

} // namespace imago::ui
