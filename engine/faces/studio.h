// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/faces/crew.h"
#include "engine/faces/hair.h"
#include "engine/faces/raster.h"
#include "engine/faces/renderer.h"

namespace imago::faces {

/// All memory and the threads that drawing one picture needs; kept for the next picture.
struct Studio
{
    explicit Studio(int threads)
        : crew(threads)
    {
    }

    Crew crew;
    HeadShape head;
    RadiusMap radius;
    Surface surface;
    Ribbons hair, beard;
    DrawList list;
    TileBins bins;
};

/// Draws a person: shape, hair, pose, shadows, pixels. As many threads as the studio has. False: stopped.
bool drawPortrait(const FaceData &data, const TargetTable &table, const Person &person, int side,
                  const DrawOptions &options, std::stop_token stop, Studio &studio, Drawing &drawing);

} // namespace imago::faces
