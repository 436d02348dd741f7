// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/image.h"

namespace imago::files {

/// The picture at another size, by Lanczos' filter with three lobes, widened when the picture shrinks; on
/// premultiplied colour, so that transparent pixels lend nothing to their neighbours. Keeps the format. The
/// same bytes on any thread count. Requires: neither picture nor size is empty.
Image resample(const Image &image, Size size);

} // namespace imago::files
