// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/image.h"
#include "engine/latent/point.h"

namespace imago::latent {

/// Lays a cut-out portrait over the backdrop that its background attributes describe (a soft vignette lit from the
/// side of the main light). Both decoders share it, so it adds no difference between draft and final.
/// Composites in sRGB values, as image editors do; the result is opaque.
Image overBackdrop(const Image &cutout, const Attributes &attributes);

} // namespace imago::latent
