// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/style/oklab.h"

#include "engine/core/oklab_matrices.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace imago::style {

namespace {

constexpr int kCodes = 65536;
constexpr int kGamutSteps = 8;

double decoded(double value)
{
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double encoded(double light)
{
    return light <= 0.0031308 ? light * 12.92 : 1.055 * std::pow(light, 1.0 / 2.4) - 0.055;
}

const std::vector<float> &linearTable()
{
    static const std::vector<float> table = [] {
        std::vector<float> values(kCodes);
        for (int i = 0; i < kCodes; ++i)
            values[static_cast<std::size_t>(i)] = static_cast<float>(decoded(i / 65535.0));
        return values;
    }();
    return table;
}

// Over the square root of the light, where the curve is nearly straight: interpolating is exact to half a 16-bit step.
const std::vector<float> &codeTable()
{
    static const std::vector<float> table = [] {
        std::vector<float> values(kCodes + 1);
        for (int i = 0; i <= kCodes; ++i) {
            const double root = static_cast<double>(i) / kCodes;
            values[static_cast<std::size_t>(i)] = static_cast<float>(65535.0 * encoded(root * root));
        }
        return values;
    }();
    return table;
}

Color times(const std::array<float, 9> &matrix, const Color &x)
{
    return {matrix[0] * x[0] + matrix[1] * x[1] + matrix[2] * x[2],
            matrix[3] * x[0] + matrix[4] * x[1] + matrix[5] * x[2],
            matrix[6] * x[0] + matrix[7] * x[1] + matrix[8] * x[2]};
}

bool onScreen(const Color &linear)
{
    constexpr float kSlack = 1e-4F;
    return std::ranges::all_of(linear, [](float value) { return value >= -kSlack && value <= 1.0F + kSlack; });
}

} // namespace

float toLinear(std::uint16_t value) noexcept
{
    return linearTable()[value];
}

std::uint16_t fromLinear(float light) noexcept
{
    const float at = std::sqrt(std::clamp(light, 0.0F, 1.0F)) * static_cast<float>(kCodes);
    const auto below = std::min(static_cast<std::size_t>(at), static_cast<std::size_t>(kCodes - 1));
    const float share = at - static_cast<float>(below);
    const std::vector<float> &table = codeTable();
    return static_cast<std::uint16_t>(table[below] + share * (table[below + 1] - table[below]) + 0.5F);
}

Color toOklab(const Color &linear) noexcept
{
    const Color cones = times(kOklabCones, linear);
    return times(kOklabFromRoots, {std::cbrt(cones[0]), std::cbrt(cones[1]), std::cbrt(cones[2])});
}

Color fromOklab(const Color &lab) noexcept
{
    const auto cube = [](float value) { return value * value * value; };
    const float l = cube(lab[0] + 0.3963377774F * lab[1] + 0.2158037573F * lab[2]);
    const float m = cube(lab[0] - 0.1055613458F * lab[1] - 0.0638541728F * lab[2]);
    const float s = cube(lab[0] - 0.0894841775F * lab[1] - 1.2914855480F * lab[2]);
    return {4.0767416621F * l - 3.3077115913F * m + 0.2309699292F * s,
            -1.2684380046F * l + 2.6097574011F * m - 0.3413193965F * s,
            -0.0041960863F * l - 0.7034186147F * m + 1.7076147010F * s};
}

Color fromOklabInGamut(const Color &lab) noexcept
{
    const float lightness = std::clamp(lab[0], 0.0F, 1.0F);
    const Color whole = fromOklab({lightness, lab[1], lab[2]});
    if (onScreen(whole))
        return whole;
    float fits = 0.0F;
    float tooMuch = 1.0F;
    for (int i = 0; i < kGamutSteps; ++i) {
        const float middle = (fits + tooMuch) / 2;
        (onScreen(fromOklab({lightness, middle * lab[1], middle * lab[2]})) ? fits : tooMuch) = middle;
    }
    return fromOklab({lightness, fits * lab[1], fits * lab[2]});
}

} // namespace imago::style
