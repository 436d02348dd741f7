// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/image.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace imago::style::video {

/// One channel of values in [0, 255]; rows from the top without padding.
struct Plane
{
    Size size;
    std::vector<std::uint8_t> values;
};

/// Luma of a picture (BT.709 weights).
Plane luma(const Image &picture);

/// From where each pixel of a frame came, and how sure that is.
struct Motion
{
    Size size;
    std::vector<float> from;       ///< x, y in the frame before, pixel by pixel.
    std::vector<float> confidence; ///< In [0, 1]: 0 where it was hidden before or looked otherwise.
    /// The share of pixels that were there before, in [0, 1].
    double matched = 0;
};

/// Estimates motion by dense inverse search (Kroeger et al. 2016, OpenCV's DIS), forth and back: where the two do not
/// undo each other something was hidden (Sundaram et al. 2010, equation 5), and where the pixels' looks differ
/// something else changed. What looks the same in the same place, and is not surely moving, has stayed there. The same
/// result on every call, whatever came before. Threads: one at a time.
class MotionEstimator
{
public:
    MotionEstimator();
    MotionEstimator(MotionEstimator &&) noexcept;
    MotionEstimator &operator=(MotionEstimator &&) noexcept;
    ~MotionEstimator();

    /// Requires: equal sizes.
    Motion between(const Plane &before, const Plane &after);

private:
    struct State;
    std::unique_ptr<State> m_state;
};

/// The picture moved: each pixel of the result is what the motion says was there before (bicubic, Keys 1981). Rgba16;
/// beyond the border its nearest pixel. Requires: equal sizes.
Image moved(const Image &before, const Motion &motion);

/// `picture` becomes `share` x confidence of `other` and itself for the rest. Both Rgba16 of the motion's size.
void mixConfident(Image &picture, const Image &other, const Motion &motion, double share);

} // namespace imago::style::video
