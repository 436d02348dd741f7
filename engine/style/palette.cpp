// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/style/palette.h"

#include "engine/style/pixels.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace imago::style {

namespace {

constexpr double kSample = 300'000;
constexpr std::size_t kCurvePoints = 257;
constexpr double kLeastVariance = 1e-7; // a flat picture has no shape to match

using Vector = std::array<double, 3>;
using Matrix = Matrix3;

std::vector<Color> sampled(const Image &picture, const std::stop_token &stop)
{
    const double share = std::sqrt(static_cast<double>(picture.width()) * picture.height() / kSample);
    const int step = std::max(1, static_cast<int>(std::ceil(share)));
    std::vector<Color> colors;
    for (int y = step / 2; y < picture.height() && !stop.stop_requested(); y += step) {
        const std::uint16_t *row = pixels<std::uint16_t>(picture, y);
        for (int x = step / 2; x < picture.width(); x += step)
            colors.push_back(toOklab(linearColor(row + 4 * x)));
    }
    return colors;
}

Vector meanOf(std::span<const Color> colors)
{
    Vector mean{};
    for (const Color &color : colors) {
        for (std::size_t c = 0; c < 3; ++c)
            mean[c] += static_cast<double>(color[c]) / static_cast<double>(colors.size());
    }
    return mean;
}

Matrix covarianceOf(std::span<const Color> colors, const Vector &mean)
{
    Matrix result{};
    for (const Color &color : colors) {
        for (std::size_t i = 0; i < 3; ++i) {
            for (std::size_t k = 0; k < 3; ++k)
                result[i][k] += (static_cast<double>(color[i]) - mean[i]) *
                                (static_cast<double>(color[k]) - mean[k]) / static_cast<double>(colors.size());
        }
    }
    return result;
}

Matrix product(const Matrix &a, const Matrix &b)
{
    Matrix result{};
    for (std::size_t i = 0; i < 3; ++i) {
        for (std::size_t k = 0; k < 3; ++k) {
            for (std::size_t j = 0; j < 3; ++j)
                result[i][k] += a[i][j] * b[j][k];
        }
    }
    return result;
}

// A function of a symmetric matrix: of its eigenvalues, by Jacobi's rotations.
template <typename Function>
Matrix applied(Matrix a, const Function &function)
{
    Matrix vectors{{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}};
    constexpr int kSweeps = 12;
    for (int sweep = 0; sweep < kSweeps; ++sweep) {
        for (std::size_t p = 0; p < 2; ++p) {
            for (std::size_t q = p + 1; q < 3; ++q) {
                if (a[p][q] == 0)
                    continue;
                const double angle = 0.5 * std::atan2(2 * a[p][q], a[q][q] - a[p][p]);
                const double c = std::cos(angle);
                const double s = std::sin(angle);
                Matrix turn{{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}};
                turn[p][p] = turn[q][q] = c;
                turn[p][q] = s;
                turn[q][p] = -s;
                Matrix back = turn;
                std::swap(back[p][q], back[q][p]);
                a = product(product(back, a), turn);
                vectors = product(vectors, turn);
            }
        }
    }
    Matrix scaled = vectors;
    Matrix transposed{};
    for (std::size_t i = 0; i < 3; ++i) {
        for (std::size_t k = 0; k < 3; ++k) {
            scaled[i][k] = vectors[i][k] * function(a[k][k]);
            transposed[k][i] = vectors[i][k];
        }
    }
    return product(scaled, transposed);
}

// Of a positive one.
Matrix power(const Matrix &a, double exponent)
{
    return applied(a, [exponent](double value) { return std::pow(std::max(value, kLeastVariance * 1e-3), exponent); });
}

} // namespace

Matrix3 colorTransport(Matrix3 from, Matrix3 to)
{
    for (std::size_t i = 0; i < 3; ++i) {
        from[i][i] += kLeastVariance;
        to[i][i] += kLeastVariance;
    }
    const Matrix root = power(from, 0.5);
    const Matrix inverse = power(from, -0.5);
    const Matrix middle = power(product(product(root, to), root), 0.5);
    return product(product(inverse, middle), inverse);
}

Matrix3 limited(const Matrix3 &map, double least, double most)
{
    return applied(map, [least, most](double value) { return std::clamp(value, least, most); });
}

Color linearColor(const std::uint16_t *pixel) noexcept
{
    return {toLinear(pixel[0]), toLinear(pixel[1]), toLinear(pixel[2])};
}

void setLinearColor(std::uint16_t *pixel, const Color &linear) noexcept
{
    for (std::size_t c = 0; c < 3; ++c)
        pixel[c] = fromLinear(linear[c]);
}

float PaletteMap::Curve::at(float value) const
{
    const float place = std::clamp((value - low) / step, 0.0F, static_cast<float>(values.size() - 1));
    const std::size_t below = std::min(static_cast<std::size_t>(place), values.size() - 2);
    const float share = place - static_cast<float>(below);
    return values[below] + share * (values[below + 1] - values[below]);
}

PaletteMap PaletteMap::between(const Image &from, const Image &to, const std::stop_token &stop)
{
    PaletteMap map;
    std::vector<Color> source = sampled(from, stop);
    std::vector<Color> target = sampled(to, stop);
    if (stop.stop_requested())
        return map;
    const Vector fromMean = meanOf(source);
    const Vector toMean = meanOf(target);
    const Matrix linear = colorTransport(covarianceOf(source, fromMean), covarianceOf(target, toMean));
    for (std::size_t i = 0; i < 3; ++i) {
        map.m_fromMean[i] = static_cast<float>(fromMean[i]);
        map.m_toMean[i] = static_cast<float>(toMean[i]);
        for (std::size_t k = 0; k < 3; ++k)
            map.m_matrix[i][k] = static_cast<float>(linear[i][k]);
    }
    for (Color &color : source)
        color = map.moved(color);
    for (std::size_t c = 0; c < 3; ++c) {
        const auto channel = [c](const std::vector<Color> &colors) {
            std::vector<float> values;
            for (const Color &color : colors)
                values.push_back(color[c]);
            std::ranges::sort(values);
            return values;
        };
        const std::vector<float> have = channel(source);
        const std::vector<float> want = channel(target);
        Curve &curve = map.m_curves[c];
        curve.low = have.front();
        curve.step = std::max((have.back() - have.front()) / static_cast<float>(kCurvePoints - 1), 1e-6F);
        for (std::size_t i = 0; i < kCurvePoints; ++i) {
            // The middle of those that are equal: a flat picture lands on the median.
            const float value = curve.low + static_cast<float>(i) * curve.step;
            const auto [first, last] = std::ranges::equal_range(have, value);
            const double rank = 0.5 * static_cast<double>((first - have.begin()) + (last - have.begin())) /
                                static_cast<double>(have.size());
            const double place = rank * static_cast<double>(want.size() - 1);
            const std::size_t below = std::min(static_cast<std::size_t>(place), want.size() - 1);
            const std::size_t above = std::min(below + 1, want.size() - 1);
            const auto share = static_cast<float>(place - static_cast<double>(below));
            curve.values.push_back(want[below] + share * (want[above] - want[below]));
        }
    }
    return map;
}

Color PaletteMap::moved(const Color &lab) const
{
    Color result = m_toMean;
    for (std::size_t i = 0; i < 3; ++i) {
        for (std::size_t k = 0; k < 3; ++k)
            result[i] += m_matrix[i][k] * (lab[k] - m_fromMean[k]);
    }
    return result;
}

void PaletteMap::apply(std::uint16_t *pixel) const
{
    Color lab = moved(toOklab(linearColor(pixel)));
    for (std::size_t c = 0; c < 3; ++c)
        lab[c] = m_curves[c].at(lab[c]);
    setLinearColor(pixel, fromOklabInGamut(lab));
}

} // namespace imago::style
