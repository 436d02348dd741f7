// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/latent/likeness.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <utility>

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

constexpr std::size_t kTerms = 5;
using Terms = std::array<double, kTerms>;

using Rgb = std::array<double, 3>;

/// 0 to 1, premultiplied.
struct Pixel
{
    Rgb colour;
    double alpha;
};

Pixel pixelAt(const Image &image, int x, int y)
{
    const std::uint8_t *bytes = image.row(y) + 4 * static_cast<std::size_t>(x);
    const double alpha = bytes[3] / 255.0;
    return {{bytes[0] / 255.0 * alpha, bytes[1] / 255.0 * alpha, bytes[2] / 255.0 * alpha}, alpha};
}

// 1, u, v, u^2, v^2 with u and v from -1 to 1.
Terms termsAt(const Image &image, int x, int y)
{
    const double u = (2.0 * x + 1.0) / image.width() - 1.0;
    const double v = (2.0 * y + 1.0) / image.height() - 1.0;
    return {1.0, u, v, u * u, v * v};
}

// Solves the normal equations by Gauss's elimination; `matrix` is symmetric and positive.
std::array<Terms, 3> solved(std::array<Terms, kTerms> matrix, std::array<Terms, 3> right)
{
    for (std::size_t i = 0; i < kTerms; ++i) {
        for (std::size_t row = i + 1; row < kTerms; ++row) {
            const double factor = matrix[row][i] / matrix[i][i];
            for (std::size_t column = i; column < kTerms; ++column)
                matrix[row][column] -= factor * matrix[i][column];
            for (Terms &channel : right)
                channel[row] -= factor * channel[i];
        }
    }
    for (Terms &channel : right) {
        for (std::size_t i = kTerms; i-- > 0;) {
            for (std::size_t column = i + 1; column < kTerms; ++column)
                channel[i] -= matrix[i][column] * channel[column];
            channel[i] /= matrix[i][i];
        }
    }
    return right;
}

/// The smooth surface of each channel that comes nearest to the picture around the portrait.
std::array<Terms, 3> backdropAround(const Image &cutout, const Image &picture)
{
    // Little enough to change nothing, and enough where the portrait leaves nearly nothing around it.
    constexpr double kHold = 1e-3;
    std::array<Terms, kTerms> matrix{};
    std::array<Terms, 3> right{};
    for (std::size_t i = 0; i < kTerms; ++i)
        matrix[i][i] = kHold;
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x) {
            const double weight = 1.0 - pixelAt(cutout, x, y).alpha;
            const Terms terms = termsAt(picture, x, y);
            const Rgb colour = pixelAt(picture, x, y).colour;
            for (std::size_t i = 0; i < kTerms; ++i) {
                for (std::size_t k = 0; k < kTerms; ++k)
                    matrix[i][k] += weight * terms[i] * terms[k];
                for (std::size_t c = 0; c < 3; ++c)
                    right[c][i] += weight * terms[i] * colour[c];
            }
        }
    }
    return solved(matrix, right);
}

double ramp(double value, double low, double high)
{
    return std::clamp((value - low) / (high - low), 0.0, 1.0);
}

} // namespace

double unexplainedShare(const Image &cutout, const Image &picture)
{
    const std::array<Terms, 3> surface = backdropAround(cutout, picture);
    double withPortrait = 0.0;
    double without = 0.0;
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x) {
            const Pixel drawn = pixelAt(cutout, x, y);
            const Terms terms = termsAt(picture, x, y);
            const Rgb wanted = pixelAt(picture, x, y).colour;
            for (std::size_t c = 0; c < 3; ++c) {
                double backdrop = 0.0;
                for (std::size_t i = 0; i < kTerms; ++i)
                    backdrop += surface[c][i] * terms[i];
                backdrop = std::clamp(backdrop, 0.0, 1.0);
                withPortrait += std::abs(drawn.colour[c] + (1.0 - drawn.alpha) * backdrop - wanted[c]);
                without += std::abs(backdrop - wanted[c]);
            }
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
