// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/video/camera.h"

#include <filesystem>
#include <memory>

namespace imago::video {

/// Begins a clip of what comes from a live source, in H.264 and without sound; sides are made even by leaving a line
/// out. The file is a hidden sibling until it is finished (files::SaveFile). Errors: those of SaveFile and
/// Encoder::create().
Result<std::unique_ptr<Recorder>> recordClip(const std::filesystem::path &target, const ClipInfo &live);

} // namespace imago::video
