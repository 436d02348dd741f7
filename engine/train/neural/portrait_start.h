// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/files/package.h"
#include "engine/latent/neural/picture_pyramid.h"

#include <vector>

namespace imago::train::neural {

/// The width of the portraits' style vector.
int portraitStyle();
/// Levels beyond them, for 768 pixels and more, would have no width left.
inline constexpr std::size_t kMostPortraitLevels = 7;
/// The widths of so many levels of a decoder that goes on from the portraits, coarsest first: theirs, then less.
std::vector<int> portraitWidths(std::size_t levels);

/// Gives a pyramid of sub-pixels, portraitWidths() and portraitStyle() the layers of the portraits' decoder, so that it
/// draws from a style vector what that one draws, in its own size. What makes styles of z, and levels beyond 128 px,
/// stay as they are. Errors: as loadNetworks().
Status startFromPortraits(latent::neural::PicturePyramidImpl &decoder, const files::Package &package);

} // namespace imago::train::neural
