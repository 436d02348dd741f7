// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dataset/perceptual_hash.h"

#include "engine/files/resample.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <numbers>

namespace imago::dataset {

namespace {

constexpr int kSide = 32;       // where the frequencies are taken
constexpr int kFrequencies = 8; // of each direction
constexpr int kThumb = 8;

using Basis = std::array<std::array<float, kSide>, kFrequencies>;

// The cosines of DCT-II.
const Basis &cosines()
{
    static const Basis basis = [] {
        Basis table;
        for (int k = 0; k < kFrequencies; ++k) {
            for (int x = 0; x < kSide; ++x)
                table[static_cast<std::size_t>(k)][static_cast<std::size_t>(x)] =
                    static_cast<float>(std::cos(std::numbers::pi * k * (2 * x + 1) / (2 * kSide)));
        }
        return table;
    }();
    return basis;
}

// Over mid-grey, so that what transparent pixels hide says nothing.
std::array<float, 3> overGrey(const std::uint8_t *pixel)
{
    constexpr float kGrey = 128.0F;
    const float alpha = static_cast<float>(pixel[3]) / 255.0F;
    return {static_cast<float>(pixel[0]) * alpha + kGrey * (1 - alpha),
            static_cast<float>(pixel[1]) * alpha + kGrey * (1 - alpha),
            static_cast<float>(pixel[2]) * alpha + kGrey * (1 - alpha)};
}

std::uint64_t hashOf(const std::array<float, kSide * kSide> &luma)
{
    const Basis &basis = cosines();
    std::array<float, kFrequencies * kSide> rows{};
    for (std::size_t k = 0; k < kFrequencies; ++k) {
        for (std::size_t y = 0; y < kSide; ++y) {
            for (std::size_t x = 0; x < kSide; ++x)
                rows[k * kSide + y] += basis[k][x] * luma[y * kSide + x];
        }
    }
    std::array<float, kFrequencies * kFrequencies> frequencies{};
    for (std::size_t v = 0; v < kFrequencies; ++v) {
        for (std::size_t u = 0; u < kFrequencies; ++u) {
            for (std::size_t y = 0; y < kSide; ++y)
                frequencies[v * kFrequencies + u] += basis[v][y] * rows[u * kSide + y];
        }
    }
    constexpr float kNothing = 8; // in a plain picture rounding must not make a pattern
    for (float &frequency : frequencies)
        frequency = std::abs(frequency) < kNothing ? 0 : frequency;
    std::array<float, kFrequencies * kFrequencies - 1> sorted{}; // the mean brightness is no pattern
    std::copy(frequencies.begin() + 1, frequencies.end(), sorted.begin());
    std::ranges::nth_element(sorted, sorted.begin() + sorted.size() / 2);
    const float median = sorted[sorted.size() / 2];
    std::uint64_t hash = 0;
    for (std::size_t i = 1; i < frequencies.size(); ++i)
        hash |= static_cast<std::uint64_t>(frequencies[i] > median) << i;
    return hash;
}

} // namespace

Appearance appearanceOf(const Image &picture)
{
    const Image eight = picture.format() == PixelFormat::Rgba8 ? picture : picture.converted(PixelFormat::Rgba8);
    const Image small = files::resample(eight, {kSide, kSide});
    std::array<float, kSide * kSide> luma{};
    std::array<float, kThumb * kThumb * 3> sums{};
    for (int y = 0; y < kSide; ++y) {
        for (int x = 0; x < kSide; ++x) {
            const std::array<float, 3> color = overGrey(small.row(y) + static_cast<std::size_t>(x) * 4);
            luma[static_cast<std::size_t>(y * kSide + x)] = 0.299F * color[0] + 0.587F * color[1] + 0.114F * color[2];
            const std::size_t cell = static_cast<std::size_t>(y / (kSide / kThumb) * kThumb + x / (kSide / kThumb)) * 3;
            for (std::size_t channel = 0; channel < 3; ++channel)
                sums[cell + channel] += color[channel];
        }
    }
    Appearance result;
    result.hash = hashOf(luma);
    constexpr float kPixels = static_cast<float>(kSide / kThumb * (kSide / kThumb));
    std::ranges::transform(sums, result.thumbnail.begin(),
                           [](float sum) { return static_cast<std::uint8_t>(std::lround(sum / kPixels)); });
    return result;
}

double thumbnailDistance(const Appearance &a, const Appearance &b) noexcept
{
    int sum = 0;
    for (std::size_t i = 0; i < a.thumbnail.size(); ++i)
        sum += std::abs(int{a.thumbnail[i]} - int{b.thumbnail[i]});
    return static_cast<double>(sum) / static_cast<double>(a.thumbnail.size());
}

PatternDifference patternDifference(const Appearance &a, const Appearance &b) noexcept
{
    constexpr std::size_t kChannels = 3;
    std::array<double, kChannels> meanA{}, meanB{};
    const std::size_t values = a.thumbnail.size();
    for (std::size_t i = 0; i < values; ++i) {
        meanA[i % kChannels] += a.thumbnail[i] * kChannels / static_cast<double>(values);
        meanB[i % kChannels] += b.thumbnail[i] * kChannels / static_cast<double>(values);
    }
    double varianceA = 0, varianceB = 0, together = 0;
    for (std::size_t i = 0; i < values; ++i) {
        const double x = a.thumbnail[i] - meanA[i % kChannels];
        const double y = b.thumbnail[i] - meanB[i % kChannels];
        varianceA += x * x / static_cast<double>(values);
        varianceB += y * y / static_cast<double>(values);
        together += x * y / static_cast<double>(values);
    }
    const double contrast = std::sqrt(varianceA * varianceB);
    const double alike = contrast > 0 ? std::max(0.0, together / contrast) : 0; // Pearson's
    const double share = std::sqrt(std::max(0.0, 1 - alike * alike));
    return {share, share * std::sqrt(std::max(varianceA, varianceB))};
}

bool nearlyEqual(const Appearance &a, const Appearance &b) noexcept
{
    if (hashDistance(a.hash, b.hash) > kNearHash || thumbnailDistance(a, b) > kNearThumbnail)
        return false;
    const PatternDifference left = patternDifference(a, b);
    return left.share <= kNearPattern || left.levels <= kRounding;
}

} // namespace imago::dataset
