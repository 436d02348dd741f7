// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/latent/neural/drawing_kernels.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>
#include <vector>

namespace imago::latent::neural {

namespace {

using Lanes = float __attribute__((vector_size(32)));
using LanesInMemory = float __attribute__((vector_size(32), aligned(4), may_alias)); // anywhere among floats
constexpr std::size_t kLanes = 8;
constexpr std::size_t kParts = 4;          // vectors of a pixel that one turn of addSights() sums in registers
constexpr std::int64_t kPixelsABlock = 64; // whose sums are exact enough in float
constexpr float kUnseen = 1e-4F;

// e^x for x in [-87, 87], to 2e-7 of it: 2^n times a polynomial (Cephes, expf). Plain arithmetic that becomes vectors.
inline float exponential(float x)
{
    constexpr float kLog2e = 1.44269504F, kRounding = 12582912.0F; // 1.5 * 2^23
    const float n = (x * kLog2e + kRounding) - kRounding;
    const float r = (x - n * 0.693359375F) + n * 2.12194440e-4F;
    float p = 1.9875691500e-4F;
    p = p * r + 1.3981999507e-3F;
    p = p * r + 8.3334519073e-3F;
    p = p * r + 4.1665795894e-2F;
    p = p * r + 1.6666665459e-1F;
    p = p * r + 5.0000001201e-1F;
    p = p * r * r + r + 1.0F;
    return p * std::bit_cast<float>((static_cast<std::int32_t>(n) + 127) << 23);
}

inline float silu(float x)
{
    const float limited = std::min(std::max(-x, -87.0F), 87.0F);
    return x / (1.0F + exponential(limited));
}

// A channel's scale and shift, of which normalisation and FiLM are made together.
struct Affine
{
    std::vector<float> scale, shift;
};

Affine affineOf(const float *values, const FilmedLayer &layer)
{
    // Of differences from each channel's first value: squares of large numbers would drown what differs.
    const auto channels = static_cast<std::size_t>(layer.channels);
    const float *origin = values;
    std::vector<double> sums(channels), squares(channels);
    std::vector<float> sum(channels), square(channels);
    for (std::int64_t first = 0; first < layer.pixels; first += kPixelsABlock) {
        const std::int64_t last = std::min(first + kPixelsABlock, layer.pixels);
        std::ranges::fill(sum, 0.0F);
        std::ranges::fill(square, 0.0F);
        for (std::int64_t pixel = first; pixel < last; ++pixel) {
            const float *at = values + pixel * layer.channels;
            for (std::size_t c = 0; c < channels; ++c) {
                const float difference = at[c] - origin[c];
                sum[c] += difference;
                square[c] += difference * difference;
            }
        }
        for (std::size_t c = 0; c < channels; ++c) {
            sums[c] += static_cast<double>(sum[c]);
            squares[c] += static_cast<double>(square[c]);
        }
    }
    Affine affine{std::vector<float>(channels), std::vector<float>(channels)};
    const std::size_t width = channels / static_cast<std::size_t>(layer.groups);
    const auto pixels = static_cast<double>(layer.pixels), share = 1.0 / static_cast<double>(width);
    for (std::size_t group = 0; group < channels; group += width) {
        double mean = 0.0, variance = 0.0;
        for (std::size_t c = group; c < group + width; ++c)
            mean += share * (static_cast<double>(origin[c]) + sums[c] / pixels);
        for (std::size_t c = group; c < group + width; ++c) {
            const double aside = sums[c] / pixels, from = static_cast<double>(origin[c]) + aside - mean;
            variance += share * (squares[c] / pixels - aside * aside + from * from);
        }
        const double deviation = std::sqrt(std::max(variance, 0.0) + layer.epsilon);
        for (std::size_t c = group; c < group + width; ++c) {
            const double gain = static_cast<double>(layer.gamma[c]) / deviation;
            const double film = 1.0 + static_cast<double>(layer.film[c]);
            affine.scale[c] = static_cast<float>(gain * film);
            affine.shift[c] = static_cast<float>((static_cast<double>(layer.beta[c]) - mean * gain) * film +
                                                 static_cast<double>(layer.film[channels + c]));
        }
    }
    return affine;
}

template <bool WithRest>
void finish(float *values, const float *rest, const FilmedLayer &layer, const Affine &affine)
{
    const float *scale = affine.scale.data(), *shift = affine.shift.data();
    for (std::int64_t pixel = 0; pixel < layer.pixels; ++pixel) {
        float *at = values + pixel * layer.channels;
        const float *more = WithRest ? rest + pixel * layer.channels : nullptr;
        for (std::int64_t c = 0; c < layer.channels; ++c) {
            const float drawn = silu(at[c] * scale[c] + shift[c]);
            at[c] = WithRest ? drawn + more[c] : drawn;
        }
    }
}

inline Lanes load(const float *at)
{
    return *reinterpret_cast<const LanesInMemory *>(at);
}

inline void addTo(float *at, Lanes more)
{
    *reinterpret_cast<LanesInMemory *>(at) += more;
}

// What landmarks' columns are to a pixel: its nearness along the row, and that times how far right it lies.
struct Column
{
    float near, right;
};

// Two pixels side by side, some channels of each: their sums stay in registers.
template <std::size_t Parts>
void addBlock(float *values, std::size_t channels, const Column *left, const Column *right, const float *rows,
              std::size_t count)
{
    Lanes first[Parts]{}, second[Parts]{};
    for (std::size_t i = 0; i < count; ++i) {
        const float *near = rows + 2 * i * channels, *aside = near + channels;
        for (std::size_t part = 0; part < Parts; ++part) {
            const Lanes a = load(near + part * kLanes), b = load(aside + part * kLanes);
            first[part] += left[i].near * a + left[i].right * b;
            second[part] += right[i].near * a + right[i].right * b;
        }
    }
    for (std::size_t part = 0; part < Parts; ++part) {
        addTo(values + part * kLanes, first[part]);
        addTo(values + channels + part * kLanes, second[part]);
    }
}

} // namespace

void finishFilmed(float *values, const float *rest, const FilmedLayer &layer)
{
    const Affine affine = affineOf(values, layer);
    if (rest != nullptr)
        finish<true>(values, rest, layer, affine);
    else
        finish<false>(values, nullptr, layer, affine);
}

void addSights(float *values, const Sights &sights)
{
    const auto side = static_cast<std::size_t>(sights.side), channels = static_cast<std::size_t>(sights.channels);
    const auto landmarks = static_cast<std::size_t>(sights.landmarks);
    const auto middle = [&](std::size_t pixel) {
        return (static_cast<float>(pixel) + 0.5F) * (2.0F / static_cast<float>(side)) - 1.0F;
    };
    const auto nearness = [](float distance) { return exponential(std::max(-0.5F * distance * distance, -87.0F)); };
    std::vector<Column> all(side * landmarks);
    for (std::size_t x = 0; x < side; ++x) {
        for (std::size_t i = 0; i < landmarks; ++i) {
            const float right = (middle(x) - sights.places[2 * i]) / sights.reach;
            const float near = nearness(right);
            all[x * landmarks + i] = {near, near * right};
        }
    }
    std::vector<Column> columns(side * landmarks);
    std::vector<float> rows(2 * landmarks * channels);
    std::vector<std::size_t> seen;
    for (std::size_t y = 0; y < side; ++y) {
        seen.clear();
        for (std::size_t i = 0; i < landmarks; ++i) {
            const float below = (middle(y) - sights.places[2 * i + 1]) / sights.reach;
            const float near = nearness(below);
            if (near < kUnseen)
                continue;
            float *row = rows.data() + 2 * seen.size() * channels;
            const float *weights = sights.weights + i * channels;
            const float *asideWeights = weights + landmarks * channels, *belowWeights = asideWeights + landmarks * channels;
            for (std::size_t c = 0; c < channels; ++c) {
                row[c] = near * (weights[c] + below * belowWeights[c]);
                row[channels + c] = near * asideWeights[c];
            }
            seen.push_back(i);
        }
        for (std::size_t x = 0; x < side; ++x) {
            for (std::size_t i = 0; i < seen.size(); ++i)
                columns[x * landmarks + i] = all[x * landmarks + seen[i]];
        }
        for (std::size_t x = 0; x < side; x += 2) {
            float *at = values + (y * side + x) * channels;
            const Column *left = &columns[x * landmarks], *right = left + landmarks;
            std::size_t c = 0;
            for (; c + kParts * kLanes <= channels; c += kParts * kLanes)
                addBlock<kParts>(at + c, channels, left, right, rows.data() + c, seen.size());
            for (; c < channels; c += kLanes)
                addBlock<1>(at + c, channels, left, right, rows.data() + c, seen.size());
        }
    }
}

} // namespace imago::latent::neural
