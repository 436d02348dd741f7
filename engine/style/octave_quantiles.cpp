// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/style/octave_quantiles.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

namespace imago::style {

namespace {

constexpr int kBins = 512;
constexpr double kReach = 6.0;          // deviations to each side of the mean that have bins
constexpr double kLeastDeviation = 2e-4; // below, a colour can't be seen
constexpr double kLeastSlope = 0.1;    // of a curve
constexpr double kMostSlope = 2.0; // times what the octaves' maps do: faint grain must stay faint
constexpr std::size_t kEach = kOctaveQuantiles;

// Between 0 and most, whatever the value is: 0 for what is no number.
float held(float value, float most)
{
    return std::fmin(std::fmax(value, 0.0F), most);
}

std::size_t at(std::size_t octave, std::size_t colour)
{
    return (3 * octave + colour) * kEach;
}

// Where `count` of a histogram's values lie below, in bins.
double place(const std::vector<std::uint32_t> &counts, double count)
{
    double below = 0;
    for (std::size_t bin = 0; bin < counts.size(); ++bin) {
        const double here = counts[bin];
        if (below + here > count)
            return static_cast<double>(bin) + (count - below) / here;
        below += here;
    }
    return static_cast<double>(counts.size());
}

double strength(std::span<const float> quantiles)
{
    const double squares = std::transform_reduce(quantiles.begin(), quantiles.end(), 0.0, std::plus<>(), [](float q) {
        return static_cast<double>(q) * static_cast<double>(q);
    });
    return std::sqrt(squares / static_cast<double>(quantiles.size()));
}

// The line through the points (own, target), which goes on beside them as steep as 1.
double between(std::span<const float> own, std::span<const float> target, double value)
{
    const auto next = std::ranges::upper_bound(own, static_cast<float>(value));
    if (next == own.begin())
        return static_cast<double>(target.front()) + value - static_cast<double>(own.front());
    if (next == own.end())
        return static_cast<double>(target.back()) + value - static_cast<double>(own.back());
    const auto i = static_cast<std::size_t>(next - own.begin());
    const double share = (value - static_cast<double>(own[i - 1])) / static_cast<double>(own[i] - own[i - 1]);
    return std::lerp(static_cast<double>(target[i - 1]), static_cast<double>(target[i]), share);
}

// What values become, from -kReach to kReach deviations, about their mean.
std::vector<float> curve(double deviation, std::span<const float> own, std::span<const float> target)
{
    const double wanted = strength(target);
    if (deviation < kLeastDeviation || wanted < kLeastDeviation)
        return {};
    std::vector<float> same(target.begin(), target.end());
    for (float &value : same)
        value *= static_cast<float>(strength(own) / wanted);
    constexpr int kMiddle = kBins / 2;
    const double step = 2.0 * kReach * deviation / kBins;
    const auto wish = [&](int bin) { return between(own, same, step * (bin - kMiddle)); };
    const auto rise = [&](int bin) {
        return std::clamp(wish(bin + 1) - wish(bin), kLeastSlope * step, kMostSlope * step);
    };
    std::vector<float> result(kBins + 1);
    double up = wish(kMiddle);
    double down = up;
    result[kMiddle] = static_cast<float>(up);
    for (int i = 0; i < kMiddle; ++i) {
        up += rise(kMiddle + i);
        down -= rise(kMiddle - i - 1);
        result[static_cast<std::size_t>(kMiddle + i + 1)] = static_cast<float>(up);
        result[static_cast<std::size_t>(kMiddle - i - 1)] = static_cast<float>(down);
    }
    return result;
}

} // namespace

OctaveHistograms::OctaveHistograms(const OctaveRanges &ranges)
    : m_ranges(ranges)
{
    for (auto &colours : m_counts)
        colours.fill(std::vector<std::uint32_t>(kBins));
}

void OctaveHistograms::add(std::size_t octave, std::size_t colour, std::span<const float> values)
{
    const double deviation = std::max(m_ranges.deviation[octave][colour], 1e-9);
    const auto scale = static_cast<float>(kBins / (2.0 * kReach * deviation));
    const auto mean = static_cast<float>(m_ranges.mean[octave][colour]);
    std::vector<std::uint32_t> &counts = m_counts[octave][colour];
    for (const float value : values)
        ++counts[static_cast<std::size_t>(held(scale * (value - mean) + kBins / 2, kBins - 0.5F))];
}

OctaveHistograms &OctaveHistograms::operator+=(const OctaveHistograms &other)
{
    for (std::size_t i = 0; i < m_counts.size(); ++i) {
        for (std::size_t c = 0; c < 3; ++c)
            std::ranges::transform(m_counts[i][c], other.m_counts[i][c], m_counts[i][c].begin(), std::plus<>());
    }
    return *this;
}

std::vector<float> OctaveHistograms::quantiles() const
{
    std::vector<float> result;
    for (std::size_t i = 0; i < m_counts.size(); ++i) {
        for (std::size_t c = 0; c < 3; ++c) {
            const std::vector<std::uint32_t> &counts = m_counts[i][c];
            const double all = std::accumulate(counts.begin(), counts.end(), 0.0);
            const double step = 2.0 * kReach * m_ranges.deviation[i][c] / kBins;
            for (std::size_t q = 0; q < kEach; ++q) {
                const double share = (static_cast<double>(q) + 0.5) / static_cast<double>(kEach);
                result.push_back(static_cast<float>(step * (place(counts, share * all) - kBins / 2.0)));
            }
        }
    }
    return result;
}

OctaveCurves::OctaveCurves(const OctaveRanges &ranges, std::span<const float> own, std::span<const float> target)
    : m_ranges(ranges)
{
    for (std::size_t i = 0; i < m_curves.size(); ++i) {
        for (std::size_t c = 0; c < 3; ++c)
            m_curves[i][c] =
                curve(ranges.deviation[i][c], own.subspan(at(i, c), kEach), target.subspan(at(i, c), kEach));
    }
}

void OctaveCurves::bend(std::size_t octave, std::size_t colour, std::span<float> values) const
{
    const std::vector<float> &curve = m_curves[octave][colour];
    if (curve.empty())
        return;
    const auto mean = static_cast<float>(m_ranges.mean[octave][colour]);
    const auto scale = static_cast<float>(kBins / (2.0 * kReach * m_ranges.deviation[octave][colour]));
    for (float &value : values) {
        const float place = scale * (value - mean) + kBins / 2;
        const int bin = static_cast<int>(held(place, kBins - 1.0F));
        const float *from = curve.data() + bin;
        value = mean + from[0] + (place - static_cast<float>(bin)) * (from[1] - from[0]);
    }
}

} // namespace imago::style
