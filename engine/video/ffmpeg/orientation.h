// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

struct AVStream;

namespace imago::video {

/// How the stream's frames are to be turned to be upright, as an EXIF orientation (files::upright), from the display
/// matrix of ISO/IEC 14496-12 (8.2.2.3); 1 where there is none or where it turns by another angle than a right one.
int orientationOf(const AVStream &stream);

} // namespace imago::video
