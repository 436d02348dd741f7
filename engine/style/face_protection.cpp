// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/style/face_protection.h"

#include <algorithm>
#include <cmath>

namespace imago::style {

namespace {

constexpr int kLongestSide = 512; // soft masks need no more

// An ellipse around a detector's box, in shares of the box.
constexpr double kCentreY = 0.50;
constexpr double kRadiusX = 0.56;
constexpr double kRadiusY = 0.74;
constexpr double kCore = 0.80;  // of the radii: all white up to there,
constexpr double kReach = 1.25; // and black from there on

double fade(double radius)
{
    const double t = std::clamp((kReach - radius) / (kReach - kCore), 0.0, 1.0);
    return t * t * (3.0 - 2.0 * t);
}

} // namespace

Image faceMask(Size picture, std::span<const FaceBox> faces)
{
    const int longest = std::max(picture.width, picture.height);
    const double scale = std::min(1.0, static_cast<double>(kLongestSide) / longest);
    const auto side = [scale](int full) { return std::max(1, static_cast<int>(std::lround(full * scale))); };
    Image mask({side(picture.width), side(picture.height)});
    for (int y = 0; y < mask.height(); ++y) {
        std::uint8_t *pixel = mask.row(y);
        for (int x = 0; x < mask.width(); ++x, pixel += 4) {
            double white = 0.0;
            for (const FaceBox &face : faces) {
                const double dx = ((x + 0.5) / mask.width() - face.x - 0.5 * face.width) / (kRadiusX * face.width);
                const double dy =
                    ((y + 0.5) / mask.height() - face.y - kCentreY * face.height) / (kRadiusY * face.height);
                white = std::max(white, fade(std::hypot(dx, dy)));
            }
            const auto grey = static_cast<std::uint8_t>(std::lround(255.0 * white));
            pixel[0] = pixel[1] = pixel[2] = grey;
            pixel[3] = 255;
        }
    }
    return mask;
}

} // namespace imago::style
