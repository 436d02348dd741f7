// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/image.h"
#include "engine/latent/point.h"

#include <optional>

namespace imago::latent {

/// Lays a cut-out portrait over the backdrop that its background attributes describe (a soft vignette lit from the
/// side of the main light). Both decoders share it, so it adds no difference between draft and final.
/// Composites in sRGB values, as image editors do; the result is opaque.
Image overBackdrop(const Image &cutout, const Attributes &attributes);

/// `attributes` with those of the background from the picture: what overBackdrop() draws then is the median of what the
/// picture shows at its borders left, right and above, where the portrait leaves them free. Nothing where that can't be
/// known: the picture is a cut-out itself, or the portrait leaves hardly any of its borders free. A grey backdrop has
/// no hue: it keeps that of `attributes`, which also say where the light comes from.
/// Requires: both Rgba8 and of one size; `cutout` is transparent around the portrait.
std::optional<Attributes> withBackdropOf(const Image &picture, const Image &cutout, Attributes attributes);

} // namespace imago::latent
