// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/art/canvas.h"

#include <cstdint>

namespace imago::art {

// Our own paintings, each in another technique; painting.cpp names them. Each covers the canvas.

// work_brush.cpp
void paintImpasto(Canvas &canvas, std::uint64_t seed);
void paintPointillism(Canvas &canvas, std::uint64_t seed);
void paintKnife(Canvas &canvas, std::uint64_t seed);
void paintPastel(Canvas &canvas, std::uint64_t seed);
void paintEmbroidery(Canvas &canvas, std::uint64_t seed);
// work_water.cpp
void paintWatercolour(Canvas &canvas, std::uint64_t seed);
void paintInkWash(Canvas &canvas, std::uint64_t seed);
void paintMarbling(Canvas &canvas, std::uint64_t seed);
// work_print.cpp
void paintHalftone(Canvas &canvas, std::uint64_t seed);
void paintLinocut(Canvas &canvas, std::uint64_t seed);
void paintEtching(Canvas &canvas, std::uint64_t seed);
void paintRisograph(Canvas &canvas, std::uint64_t seed);
void paintBlueprint(Canvas &canvas, std::uint64_t seed);
// work_pieces.cpp
void paintMosaic(Canvas &canvas, std::uint64_t seed);
void paintStainedGlass(Canvas &canvas, std::uint64_t seed);
void paintFacets(Canvas &canvas, std::uint64_t seed);
void paintAzulejo(Canvas &canvas, std::uint64_t seed);
// work_pattern.cpp
void paintTartan(Canvas &canvas, std::uint64_t seed);
void paintBatik(Canvas &canvas, std::uint64_t seed);
void paintPaperCut(Canvas &canvas, std::uint64_t seed);
void paintArtDeco(Canvas &canvas, std::uint64_t seed);

/// What a painting is painted from: the scene in the canvas's proportions at a size of its own, so that a painting's
/// strokes do not depend on the size it is wanted in.
Canvas motif(void (*scene)(Canvas &, std::uint64_t), const Canvas &canvas, std::uint64_t seed);
/// The direction along the edges of what is painted; where there are none, `calm`.
float contourAngle(const Canvas &motif, Vec p, float reach, float calm);
/// Strength of the edges, as change of lightness over `reach`.
float edgeStrength(const Canvas &motif, Vec p, float reach);

/// The grain of paper, about -1 to 1.
float paperGrain(Vec p, std::uint32_t seed);

} // namespace imago::art
