// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/faces/face_data.h"

namespace imago::faces {

/// What of the file only serves to derive the rest.
struct PackedHead
{
    std::vector<V3> canonical; ///< Base vertices of the canonical head.
    std::vector<std::uint8_t> materials;
    std::vector<std::array<std::uint8_t, 5>> masks; ///< Lips, eyelids, ears, inside of the mouth, openness.
};

/// Fills everything of `data` that follows from base mesh, quads and masks. False: the counts contradict each
/// other, or the mesh is no surface.
bool deriveTopology(FaceData &data, const PackedHead &head);

} // namespace imago::faces
