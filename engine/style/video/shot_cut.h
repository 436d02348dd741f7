// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/style/video/motion.h"

#include <memory>
#include <optional>

namespace imago::style::video {

/// Whether `after` begins another shot: hardly anything of it was there before, wherever one looks for it. Fast pans
/// and turns are no cuts, since motion explains them. Requires: the motion between the two.
bool isCut(const Plane &before, const Plane &after, const Motion &motion);

/// Finds what has moved from one frame to the next, and where shots begin. Threads: one at a time.
class ShotTracker
{
public:
    /// Since the frame before; null where a shot begins: with the first frame, after a cut, in another size.
    std::shared_ptr<const Motion> next(const Image &frame);
    /// The next frame begins a shot.
    void forget() { m_before.reset(); }

private:
    MotionEstimator m_estimator;
    std::optional<Plane> m_before;
};

} // namespace imago::style::video
