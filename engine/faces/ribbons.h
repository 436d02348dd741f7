// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/faces/scene.h"

namespace imago::faces {

void resize(Ribbons &ribbons, std::size_t count, std::size_t pointsEach);

/// Lays one ribbon along points that are already posed, its flat side to the camera.
void layRibbon(Ribbons &ribbons, std::size_t index, const V3 *points, float rootWidth, float tipWidth);

/// A value of the refined head's vertices at a root.
V3 atRoot(const std::vector<V3> &values, const Root &root);
float atRoot(const std::vector<float> &values, const Root &root);

} // namespace imago::faces
