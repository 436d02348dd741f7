// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/files/resample.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <numbers>
#include <vector>

namespace imago::files {

namespace {

constexpr double kLobes = 3.0;

double lanczos(double x)
{
    if (x == 0.0)
        return 1.0;
    if (std::abs(x) >= kLobes)
        return 0.0;
    const double angle = std::numbers::pi * x;
    return kLobes * std::sin(angle) * std::sin(angle / kLobes) / (angle * angle);
}

/// Which source pixels, and how much of each, make one target pixel.
struct Taps
{
    int first = 0;
    std::vector<float> weights; ///< Their sum is 1.
};

std::vector<Taps> makeTaps(int from, int to)
{
    const double scale = static_cast<double>(from) / to;
    const double stretch = std::max(scale, 1.0); // shrinking needs a wider filter, or details would alias
    std::vector<Taps> taps(static_cast<std::size_t>(to));
    for (int i = 0; i < to; ++i) {
        const double centre = (i + 0.5) * scale - 0.5;
        const int first = std::max(0, static_cast<int>(std::ceil(centre - kLobes * stretch)));
        const int last = std::min(from - 1, static_cast<int>(std::floor(centre + kLobes * stretch)));
        std::vector<double> weights;
        double sum = 0.0;
        for (int k = first; k <= last; ++k) {
            weights.push_back(lanczos((k - centre) / stretch));
            sum += weights.back();
        }
        Taps &tap = taps[static_cast<std::size_t>(i)];
        tap.first = first;
        for (const double weight : weights)
            tap.weights.push_back(static_cast<float>(weight / sum));
    }
    return taps;
}

/// One row as premultiplied floats from 0 to 1.
template <typename Sample>
void readRow(const Image &image, int y, std::vector<float> &to)
{
    constexpr float kScale = 1.0F / static_cast<float>(std::numeric_limits<Sample>::max());
    std::vector<Sample> row(to.size());
    std::memcpy(row.data(), image.row(y), image.bytesPerRow());
    for (std::size_t at = 0; at < to.size(); at += 4) {
        const float alpha = static_cast<float>(row[at + 3]) * kScale;
        for (std::size_t c = 0; c < 3; ++c)
            to[at + c] = static_cast<float>(row[at + c]) * kScale * alpha;
        to[at + 3] = alpha;
    }
}

template <typename Sample>
void writeRow(const std::vector<float> &from, Image &image, int y)
{
    constexpr auto kMost = static_cast<float>(std::numeric_limits<Sample>::max());
    const auto sample = [](float value) {
        return static_cast<Sample>(std::lround(std::clamp(value, 0.0F, 1.0F) * kMost));
    };
    std::vector<Sample> row(from.size());
    for (std::size_t at = 0; at < from.size(); at += 4) {
        const float alpha = std::clamp(from[at + 3], 0.0F, 1.0F);
        for (std::size_t c = 0; c < 3; ++c)
            row[at + c] = sample(alpha > 0.0F ? from[at + c] / alpha : 0.0F);
        row[at + 3] = sample(alpha);
    }
    std::memcpy(image.row(y), row.data(), image.bytesPerRow());
}

void resampleRow(const std::vector<float> &from, const std::vector<Taps> &taps, std::vector<float> &to)
{
    for (std::size_t x = 0; x < taps.size(); ++x) {
        float sum[4] = {};
        const float *pixel = from.data() + 4 * static_cast<std::size_t>(taps[x].first);
        for (const float weight : taps[x].weights) {
            for (int c = 0; c < 4; ++c)
                sum[c] += weight * pixel[c];
            pixel += 4;
        }
        std::copy_n(sum, 4, to.begin() + static_cast<std::ptrdiff_t>(4 * x));
    }
}

/// Rows first, and of those only as many at a time as one target row needs: memory stays small for large
/// pictures.
template <typename Sample>
void resampleInto(const Image &image, Image &result)
{
    const std::vector<Taps> across = makeTaps(image.width(), result.width());
    const std::vector<Taps> down = makeTaps(image.height(), result.height());
    std::size_t depth = 1;
    for (const Taps &taps : down)
        depth = std::max(depth, taps.weights.size());
    const auto rowOf = [depth](int y) { return static_cast<std::size_t>(y) % depth; };
    std::vector<std::vector<float>> ring(depth, std::vector<float>(4 * across.size()));
    std::vector<float> source(4 * static_cast<std::size_t>(image.width()));
    std::vector<float> target(4 * across.size());
    int next = 0; // the first source row that is not in the ring yet
    for (int y = 0; y < result.height(); ++y) {
        const Taps &taps = down[static_cast<std::size_t>(y)];
        const int end = taps.first + static_cast<int>(taps.weights.size());
        for (next = std::max(next, taps.first); next < end; ++next) {
            readRow<Sample>(image, next, source);
            resampleRow(source, across, ring[rowOf(next)]);
        }
        std::ranges::fill(target, 0.0F);
        for (std::size_t k = 0; k < taps.weights.size(); ++k) {
            const std::vector<float> &row = ring[rowOf(taps.first + static_cast<int>(k))];
            for (std::size_t i = 0; i < target.size(); ++i)
                target[i] += taps.weights[k] * row[i];
        }
        writeRow<Sample>(target, result, y);
    }
}

} // namespace

Image resample(const Image &image, Size size)
{
    if (image.size() == size)
        return image;
    Image result(size, image.format());
    if (image.format() == PixelFormat::Rgba16)
        resampleInto<std::uint16_t>(image, result);
    else
        resampleInto<std::uint8_t>(image, result);
    return result;
}

} // namespace imago::files
