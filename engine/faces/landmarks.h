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

/// Where the landmarks of a posed head are in the picture, and the pupils last: x to the right and y down, -1 to 1
/// inside the picture.
std::vector<std::array<float, 2>> projectLandmarks(const FaceData &data, const Person &person, const HeadFrame &frame,
                                                   const Pose &pose, const Surface &surface, const Camera &camera);

} // namespace imago::faces
