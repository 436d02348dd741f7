// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/faces/radius_map.h"

namespace imago::faces {

/// Turns an eye that looks straight ahead to where the person looks, in head space.
Rotation gazeOf(const Person &person);

/// Adds both eyeballs, turned by the gaze and posed.
void addEyes(const Person &person, const HeadFrame &frame, const Pose &pose, Surface &surface);

/// Adds a pair of glasses that rests on this head, in front of its brows and cheeks whatever they do.
void addGlasses(const Person &person, const FaceData &data, const HeadShape &head, const RadiusMap &radius,
                const Pose &pose, Surface &surface);

} // namespace imago::faces
