// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/style/face_protection.h"

#include <vector>

namespace imago::style::faces {

/// The faces in a photo, the largest first: upright ones from the front and from both sides, from 5 % of the longer
/// side on. By OpenCV's cascades (Viola and Jones 2001, with the trees of Lienhart et al. 2003), a tenth of a second.
/// What is transparent is seen as white. Errors: FileMissing where the cascades (Debian's package opencv-data) are not
/// installed, FileDamaged, Internal. Threads: any, one after another.
Result<std::vector<FaceBox>> findFaces(const Image &picture);

} // namespace imago::style::faces
