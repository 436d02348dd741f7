// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/faces/radius_map.h"

namespace imago::faces {

/// How finely hair is drawn; the finer, the more and thinner the strands.
enum class HairDetail { Coarse, Medium, Fine };
HairDetail hairDetail(int samplesPerSide);

/// Grows the hair of a head in head space and poses it. Guides grow from fixed roots along a combed flow,
/// fall by their weight, rest on the head, neck and shoulders and leave the face free; around each lie a few
/// ribbons.
void growHair(const FaceData &data, const Person &person, const HeadShape &head, const RadiusMap &radius,
              const Pose &pose, HairDetail detail, Crew &crew, Ribbons &hair);

/// The same for a beard: short ribbons from the jaw and the upper lip, nothing to rest on.
void growBeard(const FaceData &data, const Person &person, const HeadShape &head, const Pose &pose,
               HairDetail detail, Crew &crew, Ribbons &beard);

/// How much hair there is at all: 0 shaved, 1 from a few millimetres on.
float hairPresence(const Person &person);

} // namespace imago::faces
