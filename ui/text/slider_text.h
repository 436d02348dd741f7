// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/latent/explore.h"

#include <QString>

namespace imago::ui {

/// What the user or a label called it; until somebody does, "Slider 3" for `place` 2 among the model's sliders.
QString sliderTitle(const latent::ExploreSlider &slider, std::size_t place);

} // namespace imago::ui
