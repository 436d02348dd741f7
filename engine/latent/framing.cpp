// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/latent/framing.h"

#include <algorithm>
#include <cmath>

namespace imago::latent {

namespace {

// Where OpenCV's frontal cascade sees the faces of our portraits, in shares of their side: the medians of 86 people
// that look at the camera.
constexpr double kCentreX = 0.50, kCentreY = 0.51, kWidth = 0.69;

} // namespace

Image framedAsPortrait(const Image &picture, const FacePlace &face)
{
    const double centreX = face.left + 0.5 * face.width;
    const double centreY = face.top + 0.5 * face.height;
    const double wide = face.width * picture.width() / kWidth;
    const int side = std::max(1, static_cast<int>(std::lround(wide)));
    const int left = static_cast<int>(std::lround(centreX * picture.width() - kCentreX * wide));
    const int top = static_cast<int>(std::lround(centreY * picture.height() - kCentreY * wide));
    Image framed({side, side}, picture.format());
    const std::size_t bytes = picture.bytesPerPixel();
    for (int y = 0; y < side; ++y) {
        const std::uint8_t *from = picture.row(std::clamp(top + y, 0, picture.height() - 1));
        std::uint8_t *to = framed.row(y);
        for (int x = 0; x < side; ++x, to += bytes) {
            const auto seen = static_cast<std::size_t>(std::clamp(left + x, 0, picture.width() - 1));
            std::copy_n(from + bytes * seen, bytes, to);
        }
    }
    return framed;
}

} // namespace imago::latent
