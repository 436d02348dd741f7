// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/image.h"

#include <span>

namespace imago::style {

/// Where a face is in a picture, as a detector frames it (brows to chin), in shares of the picture's sides.
struct FaceBox
{
    double x = 0.0;
    double y = 0.0;
    double width = 0.0;
    double height = 0.0;
    bool operator==(const FaceBox &) const = default;
};

/// A mask for StyleOrder::protection: white on faces, from hair line to chin and ear to ear, fading softly to black.
/// Opaque grey, Rgba8, with the picture's proportions. Requires: positive sides.
Image faceMask(Size picture, std::span<const FaceBox> faces);

} // namespace imago::style
