// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/faces/hair.h"
#include "engine/faces/raster.h"
#include "engine/faces/renderer.h"

namespace imago::faces {

/// All memory that drawing one picture needs; kept for the next picture.
struct Studio
{
    HeadShape head;
    RadiusMap radius;
    Surface surface;
    Ribbons hair, beard;
    DrawList list;
    TileBins bins;
};

/// Draws a person: shape, hair, pose, shadows, pixels. False: stopped.
bool drawPortrait(const FaceData &data, const TargetTable &table, const Person &person, int side,
                  const DrawOptions &options, std::stop_token stop, Studio &studio, Drawing &drawing);

} // namespace imago::faces
