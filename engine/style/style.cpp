// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/style/style.h"

#include "engine/style/octave_transfer.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace imago::style {

namespace {

std::shared_ptr<const OctaveStatistics> mixedOctaves(std::span<const WeightedStyle> styles,
                                                     std::span<const double> amounts)
{
    const auto result = std::make_shared<OctaveStatistics>();
    for (std::size_t side = 0; side < result->size(); ++side) {
        std::vector<OctaveMoments> each;
        for (const WeightedStyle &weighted : styles)
            each.push_back((*weighted.style.octaves)[side]);
        (*result)[side] = weightedSum(each, amounts);
    }
    return result;
}

// The sum of `amount` times each style.
Style weightedSum(std::span<const WeightedStyle> styles, std::span<const double> amounts)
{
    std::array<double, std::tuple_size_v<StyleParameters>> parameters{};
    std::vector<double> weights;
    for (std::size_t k = 0; k < styles.size(); ++k) {
        const Style &style = styles[k].style;
        for (std::size_t i = 0; i < parameters.size(); ++i)
            parameters[i] += amounts[k] * static_cast<double>(style.parameters[i]);
        if (!style.weights)
            continue;
        weights.resize(style.weights->size());
        for (std::size_t i = 0; i < weights.size(); ++i)
            weights[i] += amounts[k] * static_cast<double>((*style.weights)[i]);
    }
    Style result;
    if (std::ranges::all_of(styles, [](const WeightedStyle &each) { return each.style.octaves != nullptr; }))
        result.octaves = mixedOctaves(styles, amounts);
    for (std::size_t i = 0; i < parameters.size(); ++i)
        result.parameters[i] = static_cast<float>(parameters[i]);
    if (!weights.empty())
        result.weights = std::make_shared<const std::vector<float>>(weights.begin(), weights.end());
    return result;
}

} // namespace

const OctaveMoments &octavesFor(const OctaveStatistics &octaves, Size picture)
{
    const double side = std::max(picture.width, picture.height);
    std::size_t nearest = 0;
    for (std::size_t i = 1; i < octaves.size(); ++i) {
        if (std::abs(std::log(side / kOctaveSides[i])) < std::abs(std::log(side / kOctaveSides[nearest])))
            nearest = i;
    }
    return octaves[nearest];
}

Result<std::vector<double>> shares(std::span<const WeightedStyle> styles)
{
    if (styles.empty())
        return fail(ErrorCode::BadInput, "there is no style to paint in");
    std::vector<double> result;
    double total = 0;
    for (const WeightedStyle &each : styles) {
        if (!std::isfinite(each.weight) || each.weight <= 0)
            return fail(ErrorCode::BadInput, "a style's weight must be a number above 0");
        result.push_back(each.weight);
        total += each.weight;
    }
    for (double &share : result)
        share /= total;
    return result;
}

Result<Style> mixed(std::span<const WeightedStyle> styles)
{
    const Result<std::vector<double>> amounts = shares(styles);
    if (!amounts)
        return tl::unexpected(amounts.error());
    return styles.size() == 1 ? styles.front().style : weightedSum(styles, *amounts);
}

Style between(const Style &from, const Style &to, double amount)
{
    const std::array<WeightedStyle, 2> ends = {WeightedStyle{from}, WeightedStyle{to}};
    const std::array amounts = {1.0 - amount, amount};
    return weightedSum(ends, amounts);
}

} // namespace imago::style
