// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/video_factory.h"

namespace imago {

/// Opens the video module beside the running program (or where IMAGO_VIDEO_MODULE points), once; later calls return the
/// same. Takes half a second the first time. Errors and threads: as openNeuralModule().
Result<const VideoFactory *> openVideoModule();

} // namespace imago
