// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

namespace imago::test {

/// How a fake camera behaves.
struct CameraManner
{
    bool isBusy = false;      ///< Another program has it.
    bool isForbidden = false; ///< Not ours to open.
    int unplugAfter = -1;     ///< Pictures; negative: never.
    int silentAfter = -1;     ///< Pictures; negative: never.
};

/// A Video4Linux camera without hardware: while it lives, /dev/video7 of this process is one (its calls of open() and
/// ioctl() come here, those of FFmpeg too). It sends YUYV, 30 pictures a second, 640 x 480 whatever is asked for: a
/// grey that grows by 4 from picture to picture. One at a time.
class FakeCamera
{
public:
    explicit FakeCamera(const CameraManner &manner = {});
    ~FakeCamera();

    static constexpr const char *kId = "/dev/video7";
    static constexpr int kFirstGrey = 40;
};

} // namespace imago::test
