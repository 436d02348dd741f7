// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/core/image.h"

#include <filesystem>
#include <stop_token>
#include <vector>

namespace imago {

/// The pictures that styles are learned on: scenes of engine/art and portraits of engine/faces, drawn here, so
/// everybody may use them for everything; none of them is ever used to judge a style. Square, of `side` pixels, Rgba8,
/// opaque; the same pictures every time. Some five seconds of one processor at 256 px. `resources` as findResources()
/// says. Empty when `stop` came first. Errors: those of faces::Renderer::open; BadInput for a side outside of what
/// engine/art draws.
Result<std::vector<Image>> styleContent(const std::filesystem::path &resources, int side, int threads,
                                        const std::stop_token &stop);

} // namespace imago
