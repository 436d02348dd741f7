// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/style/detail.h"

#include "engine/style/pixels.h"
#include "engine/style/strips.h"

#include <algorithm>
#include <utility>
#include <array>
#include <cmath>
#include <utility>
#include <vector>

namespace imago::style {

namespace {

constexpr int kStripRows = 16;

// Which pixels of one row or column, and how much of each, make one of another; their weights' sum is 1.
struct Taps
{
    int first = 0;
    std::vector<float> weights;
};

// Each new pixel is the mean of what it covers.
std::vector<Taps> meanTaps(int from, int to)
{
    const double scale = static_cast<double>(from) / to;
    std::vector<Taps> taps;
    for (int i = 0; i < to; ++i) {
        const double begin = i * scale;
        const double end = std::min<double>(from, begin + scale);
        Taps each{static_cast<int>(begin), {}};
        for (int at = each.first; at < end; ++at)
            each.weights.push_back(static_cast<float>((std::min(end, at + 1.0) - std::max(begin, 1.0 * at)) / scale));
        taps.push_back(std::move(each));
    }
    return taps;
}

// Catmull and Rom's cubic through four neighbours; at the edges the outermost one counts for those that are not there.
std::vector<Taps> cubicTaps(int from, int to)
{
    const double scale = static_cast<double>(from) / to;
    std::vector<Taps> taps;
    for (int i = 0; i < to; ++i) {
        const double place = (i + 0.5) * scale - 0.5;
        const int below = static_cast<int>(std::floor(place));
        const double t = place - below;
        const std::array<double, 4> cubic = {-0.5 * t + t * t - 0.5 * t * t * t, 1 - 2.5 * t * t + 1.5 * t * t * t,
                                             0.5 * t + 2 * t * t - 1.5 * t * t * t, -0.5 * t * t + 0.5 * t * t * t};
        Taps each{std::clamp(below - 1, 0, from - 1), {}};
        const int last = std::clamp(below + 2, 0, from - 1);
        each.weights.resize(static_cast<std::size_t>(last - each.first + 1));
        for (int k = 0; k < 4; ++k) {
            const int at = std::clamp(below - 1 + k, 0, from - 1);
            each.weights[static_cast<std::size_t>(at - each.first)] +=
                static_cast<float>(cubic[static_cast<std::size_t>(k)]);
        }
        taps.push_back(std::move(each));
    }
    return taps;
}

// Three floats a pixel, row by row.
struct Difference
{
    Size size;
    std::vector<float> values;
    float *row(int y)
    {
        return values.data() + std::size_t{3} * static_cast<std::size_t>(size.width) * static_cast<std::size_t>(y);
    }
};

// The weighted sum of rows; `rowAt(y)` gives a row's values.
template <typename RowAt>
void sumRows(const Taps &taps, std::vector<float> &sum, RowAt &&rowAt)
{
    std::ranges::fill(sum, 0.0F);
    for (std::size_t k = 0; k < taps.weights.size(); ++k) {
        const auto *from = rowAt(taps.first + static_cast<int>(k));
        const float weight = taps.weights[k];
        for (std::size_t i = 0; i < sum.size(); ++i)
            sum[i] += weight * static_cast<float>(from[i]);
    }
}

// One pixel out of a row of `Channels` values each.
template <std::size_t Channels>
std::array<float, 3> sumAcross(const Taps &taps, const std::vector<float> &row)
{
    std::array<float, 3> sum{};
    const float *from = row.data() + Channels * static_cast<std::size_t>(taps.first);
    for (const float weight : taps.weights) {
        for (std::size_t c = 0; c < 3; ++c)
            sum[c] += weight * from[c];
        from += Channels;
    }
    return sum;
}

int strips(int rows)
{
    return (rows + kStripRows - 1) / kStripRows;
}

} // namespace

bool takeLowBand(Image &picture, const Image &small, int threads, const std::stop_token &stop)
{
    Difference difference{small.size(), std::vector<float>(std::size_t{3} * static_cast<std::size_t>(small.width()) *
                                                           static_cast<std::size_t>(small.height()))};
    const std::vector<Taps> meanRows = meanTaps(picture.height(), small.height());
    const std::vector<Taps> meanColumns = meanTaps(picture.width(), small.width());
    const auto measure = [&](int strip) {
        std::vector<float> sum(4 * static_cast<std::size_t>(picture.width()));
        for (int y = strip * kStripRows; y < std::min(small.height(), (strip + 1) * kStripRows); ++y) {
            sumRows(meanRows[static_cast<std::size_t>(y)], sum,
                    [&](int row) { return pixels<std::uint16_t>(std::as_const(picture), row); });
            const std::uint16_t *wanted = pixels<std::uint16_t>(small, y);
            float *to = difference.row(y);
            for (const Taps &taps : meanColumns) {
                const std::array<float, 3> mean = sumAcross<4>(taps, sum);
                for (std::size_t c = 0; c < 3; ++c)
                    *to++ = static_cast<float>(wanted[c]) - mean[c];
                wanted += 4;
            }
        }
    };
    if (!forEachStrip(strips(small.height()), threads, stop, measure))
        return false;

    const std::vector<Taps> rows = cubicTaps(small.height(), picture.height());
    const std::vector<Taps> columns = cubicTaps(small.width(), picture.width());
    const auto add = [&](int strip) {
        std::vector<float> sum(3 * static_cast<std::size_t>(small.width()));
        for (int y = strip * kStripRows; y < std::min(picture.height(), (strip + 1) * kStripRows); ++y) {
            sumRows(rows[static_cast<std::size_t>(y)], sum, [&](int row) { return difference.row(row); });
            std::uint16_t *pixel = pixels<std::uint16_t>(picture, y);
            for (const Taps &taps : columns) {
                const std::array<float, 3> more = sumAcross<3>(taps, sum);
                for (std::size_t c = 0; c < 3; ++c)
                    pixel[c] = static_cast<std::uint16_t>(
                        std::clamp(static_cast<float>(pixel[c]) + more[c] + 0.5F, 0.0F, 65535.0F));
                pixel += 4;
            }
        }
    };
    return forEachStrip(strips(picture.height()), threads, stop, add);
}

} // namespace imago::style
