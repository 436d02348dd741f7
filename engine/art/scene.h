// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/art/canvas.h"

#include <cstdint>

namespace imago::art {

// Scenes with light, depth and texture, as plain as a photo: what paintings are painted from, and what styles learn on.
// Each covers the canvas; the seed decides composition, season and hour.

void drawMountains(Canvas &canvas, std::uint64_t seed);
void drawSea(Canvas &canvas, std::uint64_t seed);
void drawCity(Canvas &canvas, std::uint64_t seed);
void drawStillLife(Canvas &canvas, std::uint64_t seed);
void drawBouquet(Canvas &canvas, std::uint64_t seed);
void drawForest(Canvas &canvas, std::uint64_t seed);
void drawVillage(Canvas &canvas, std::uint64_t seed);
void drawDunes(Canvas &canvas, std::uint64_t seed);

} // namespace imago::art
