// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/video/camera.h"

#include <filesystem>
#include <memory>
#include <vector>

namespace imago::video {

/// The cameras that are connected, in the system's order (Video4Linux). Errors: FileUnreadable where there are some and
/// none may be opened.
Result<std::vector<CameraInfo>> cameras();

/// Starts a camera: in HD where it compresses by itself, else in 640 x 480, as even USB 2 carries it. Errors:
/// FileUnreadable for one that is gone, in use or forbidden; UnsupportedFormat.
Result<std::unique_ptr<LiveSource>> openCamera(const std::string &id);

/// A clip in the place of a camera: its frames come in their own time, over and over. Errors: as Reader.
Result<std::unique_ptr<LiveSource>> playAsCamera(const std::filesystem::path &clip);

} // namespace imago::video
