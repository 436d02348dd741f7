// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/faces/renderer.h"
#include "engine/faces/scene.h"

#include <cstdint>
#include <vector>

namespace imago::faces {

/// The vertices of the refined head that are landmarks: kLandmarkCount - 2, spread over its front, closer together
/// where a face moves. Needs canonical head, regions and recess.
std::vector<std::uint32_t> chooseLandmarks(const FaceData &data);

/// For each of these vertices the one on the head's other side; its own for those in the middle. Needs what
/// chooseLandmarks needs.
std::vector<std::uint32_t> oppositeVertices(const FaceData &data, const std::vector<std::uint32_t> &vertices);

/// Fills the drawing's landmarks and opposites: where they are in the picture of a posed head.
void markLandmarks(const FaceData &data, const Person &person, const HeadFrame &frame, const Pose &pose,
                   const Surface &surface, const Camera &camera, Drawing &drawing);

} // namespace imago::faces
