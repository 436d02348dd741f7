// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dataset/mirror_test.h"

#include <Eigen/Dense>

#include <array>
#include <cmath>

namespace imago::dataset {

namespace {

constexpr double kMostTold = 0.6;
constexpr double kSurely = 3.0; // standard deviations of what chance would do
constexpr double kRidge = 0.01; // of the mean variance

constexpr std::size_t kSide = 8, kHalf = kSide / 2;
using Vector = Eigen::Matrix<double, kSide * kHalf, 1>;
using Matrix = Eigen::Matrix<double, kSide * kHalf, kSide * kHalf>;

// Left minus right: its mirror image has the opposite sign.
Vector leaning(const Appearance &appearance)
{
    const auto brightness = [&appearance](std::size_t y, std::size_t x) {
        const std::uint8_t *pixel = &appearance.thumbnail[3 * (kSide * y + x)];
        return (pixel[0] + pixel[1] + pixel[2]) / 3.0;
    };
    Vector result;
    for (std::size_t y = 0; y < kSide; ++y) {
        for (std::size_t x = 0; x < kHalf; ++x)
            result[static_cast<Eigen::Index>(kHalf * y + x)] = brightness(y, x) - brightness(y, kSide - 1 - x);
    }
    return result;
}

struct Moments
{
    Vector sum = Vector::Zero();
    Matrix products = Matrix::Zero();

    Vector rule() const
    {
        Matrix spread = products;
        spread.diagonal().array() += kRidge * products.trace() / static_cast<double>(sum.size()) + 1e-9;
        return spread.ldlt().solve(sum);
    }
};

} // namespace

bool MirrorTest::oneSided() const noexcept
{
    return told >= kMostTold && (told - 0.5) * 2.0 * std::sqrt(static_cast<double>(pictures)) > kSurely;
}

MirrorTest testMirroring(std::size_t count, const std::function<const Appearance &(std::size_t)> &appearance,
                         const std::function<bool(std::size_t)> &use)
{
    MirrorTest test;
    const auto forEach = [&](const std::function<void(std::size_t, const Vector &)> &visit) {
        std::size_t half = 0;
        for (std::size_t i = 0; i < count; ++i) {
            if (use(i))
                visit(half ^= 1U, leaning(appearance(i)));
        }
    };
    std::array<Moments, 2> moments;
    forEach([&](std::size_t half, const Vector &x) {
        moments[half].sum += x;
        moments[half].products.selfadjointView<Eigen::Lower>().rankUpdate(x);
        ++test.pictures;
    });
    if (test.pictures < 2)
        return test;
    for (Moments &each : moments)
        each.products = each.products.selfadjointView<Eigen::Lower>();
    const std::array<Vector, 2> rules{moments[1].rule(), moments[0].rule()};
    double told = 0.0;
    forEach([&](std::size_t half, const Vector &x) {
        const double side = rules[half].dot(x);
        told += side > 0.0 ? 1.0 : side < 0.0 ? 0.0 : 0.5;
    });
    test.told = told / static_cast<double>(test.pictures);
    return test;
}

} // namespace imago::dataset
