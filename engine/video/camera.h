// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/video/clip.h"

#include <optional>
#include <stop_token>
#include <string>

namespace imago::video {

/// A camera at this machine.
struct CameraInfo
{
    std::string id;   ///< What it is opened by.
    std::string name; ///< For people.
    bool operator==(const CameraInfo &) const = default;
};

/// Pictures that come by themselves. Threads: one at a time.
class LiveSource
{
public:
    virtual ~LiveSource() = default;

    /// What comes; it has no end, so seconds and frames are 0.
    virtual const ClipInfo &info() const = 0;

    /// Waits for the next picture (Rgba8, upright; times grow strictly); nothing when `stop` came first, which it
    /// notices within 50 ms. Errors: FileUnreadable for one that was unplugged or has been silent for kSilence; those
    /// of decoding.
    virtual Result<std::optional<Frame>> next(const std::stop_token &stop) = 0;

    static constexpr double kSilence = 5.0; ///< Seconds.
};

/// Takes pictures into a clip while they come. Threads: one at a time.
class Recorder
{
public:
    /// Without finish() nothing is left of it.
    virtual ~Recorder() = default;

    /// Requires: the size with which it was made, times that grow. Errors: DiskFull, FileUnwritable, Internal.
    virtual Status add(const Frame &frame) = 0;
    /// The file takes its name. Returns how many frames it has. Errors: as add(); BadInput without a frame.
    virtual Result<int> finish() = 0;
};

} // namespace imago::video
