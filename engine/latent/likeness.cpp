// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/latent/likeness.h"

#include <Eigen/Dense>

#include <algorithm>
#include <cstddef>

namespace imago::latent {

namespace {

// Within these the redrawn picture of an unseen render lies (median and 99th percentile of the error); see the model
// card. A photograph from outside lies beyond.
constexpr double kFamiliarError = 0.045;
constexpr double kForeignError = 0.14;

// A portrait before a busy backdrop leaves that unexplained, half of the picture; what is none leaves all.
constexpr double kFamiliarShare = 0.55;
constexpr double kForeignShare = 0.95;

// Mean difference from the backdrop, 0 to 1, below which there is nothing else: a plain colour, with a JPEG's noise.
constexpr double kPlain = 0.004;

using Terms = Eigen::Matrix<double, 5, 1>;
using Surface = Eigen::Matrix<double, 5, 3>; ///< How much of each term makes each channel.

/// 0 to 1, premultiplied.
struct Pixel
{
    Eigen::Vector3d colour;
    double alpha;
};

Pixel pixelAt(const Image &image, int x, int y)
{
    const std::uint8_t *bytes = image.row(y) + 4 * static_cast<std::size_t>(x);
    const double alpha = bytes[3] / 255.0;
    return {alpha / 255.0 * Eigen::Vector3d(bytes[0], bytes[1], bytes[2]), alpha};
}

// 1, u, v, u^2, v^2 with u and v from -1 to 1.
Terms termsAt(const Image &image, int x, int y)
{
    const double u = (2.0 * x + 1.0) / image.width() - 1.0;
    const double v = (2.0 * y + 1.0) / image.height() - 1.0;
    return Terms(1.0, u, v, u * u, v * v);
}

/// The smooth surface of each channel that comes nearest to the picture around the portrait.
Surface backdropAround(const Image &cutout, const Image &picture)
{
    // Little enough to change nothing, and enough where the portrait leaves nearly nothing around it.
    constexpr double kHold = 1e-3;
    Eigen::Matrix<double, 5, 5> matrix = kHold * Eigen::Matrix<double, 5, 5>::Identity();
    Surface right = Surface::Zero();
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x) {
            const Terms terms = termsAt(picture, x, y);
            const Terms weighted = (1.0 - pixelAt(cutout, x, y).alpha) * terms;
            matrix += weighted * terms.transpose();
            right += weighted * pixelAt(picture, x, y).colour.transpose();
        }
    }
    return matrix.ldlt().solve(right);
}

double ramp(double value, double low, double high)
{
    return std::clamp((value - low) / (high - low), 0.0, 1.0);
}

} // namespace

double unexplainedShare(const Image &cutout, const Image &picture)
{
    const Surface surface = backdropAround(cutout, picture);
    double withPortrait = 0.0;
    double without = 0.0;
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x) {
            const Pixel drawn = pixelAt(cutout, x, y);
            const Eigen::Vector3d wanted = pixelAt(picture, x, y).colour;
            const Eigen::Vector3d backdrop =
                (surface.transpose() * termsAt(picture, x, y)).cwiseMax(0.0).cwiseMin(1.0);
            withPortrait += (drawn.colour + (1.0 - drawn.alpha) * backdrop - wanted).cwiseAbs().sum();
            without += (backdrop - wanted).cwiseAbs().sum();
        }
    }
    if (without < kPlain * 3.0 * picture.width() * picture.height())
        return 1.0;
    return std::min(withPortrait / without, 1.0);
}

double distanceFromPortraits(double reconstruction, double unexplained)
{
    return std::max(ramp(reconstruction, kFamiliarError, kForeignError),
                    ramp(unexplained, kFamiliarShare, kForeignShare));
}

} // namespace imago::latent
