// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/image.h"

namespace imago::latent {

/// The box around a face, as frontal face detectors mark it: shares of the picture's width and height.
struct FacePlace
{
    double left = 0.0;
    double top = 0.0;
    double width = 0.0;
    double height = 0.0;
};

/// The square around a face in which it is as large and where a portrait's face is; beyond the picture its border goes
/// on.
Image framedAsPortrait(const Image &picture, const FacePlace &face);

} // namespace imago::latent
