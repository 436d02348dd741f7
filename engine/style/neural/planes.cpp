// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/style/neural/planes.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace imago::style::neural {

namespace {

constexpr std::size_t kLanes = 16;

template <bool Relu>
struct Finish
{
    float scale;
    float shift;

    float operator()(float value) const
    {
        const float finished = value * scale + shift;
        return Relu ? std::max(finished, 0.0F) : finished;
    }
};

const float *rowOf(const PlaneSource &from, std::int64_t plane, int row)
{
    auto piece = from.pieces.begin();
    while (row >= piece->first + piece->count)
        ++piece;
    return piece->values + plane * piece->planeStride + std::int64_t{row - piece->first} * from.width;
}

template <bool Relu>
Finish<Relu> finishOf(const PlaneSource &from, int channel)
{
    return from.scale == nullptr ? Finish<Relu>{1.0F, 0.0F} : Finish<Relu>{from.scale[channel], from.shift[channel]};
}

// Columns whose neighbours lie side by side in memory: [begin, end) of what is written.
struct Run
{
    std::size_t begin = 0;
    std::size_t end = 0;
};

// The columns of the middle, between those that are mirrored. `stride`: pixels from one column to the next.
Run straightRun(const PixelMap &columns, std::size_t offset, std::size_t stride)
{
    const std::size_t count = columns.size() / stride;
    const auto straight = [&](std::size_t x) {
        return columns[(x + 1) * stride + offset] - columns[x * stride + offset] == static_cast<int>(stride);
    };
    Run run{count / 2, count / 2 + 1};
    while (run.begin > 0 && straight(run.begin - 1))
        --run.begin;
    while (run.end < count && straight(run.end - 1))
        ++run.end;
    return run;
}

// Every plane of the convolution's input is made of one plane of the source.
template <bool Relu>
void gatherBlocks(const PlaneSource &from, const PixelMap &rows, const PixelMap &columns, float *to)
{
    const auto [blockHeight, blockWidth] = from.block;
    const std::size_t height = rows.size() / static_cast<std::size_t>(blockHeight);
    const auto stride = static_cast<std::size_t>(blockWidth);
    const std::size_t width = columns.size() / stride;
    for (int c = 0; c < from.channels; ++c) {
        const Finish<Relu> finish = finishOf<Relu>(from, c);
        for (int i = 0; i < blockHeight; ++i) {
            for (int j = 0; j < blockWidth; ++j) {
                const std::int64_t plane = (std::int64_t{c} * blockHeight + i) * blockWidth + j;
                const auto offset = static_cast<std::size_t>(j);
                const Run run = straightRun(columns, offset, stride);
                for (std::size_t y = 0; y < height; ++y, to += width) {
                    const int row = rows[y * static_cast<std::size_t>(blockHeight) + static_cast<std::size_t>(i)];
                    const float *source = rowOf(from, plane, row / blockHeight);
                    const auto edge = [&](std::size_t x) {
                        to[x] = finish(source[columns[x * stride + offset] / blockWidth]);
                    };
                    for (std::size_t x = 0; x < run.begin; ++x)
                        edge(x);
                    const float *middle = source + columns[run.begin * stride + offset] / blockWidth;
                    for (std::size_t x = run.begin; x < run.end; ++x)
                        to[x] = finish(middle[x - run.begin]);
                    for (std::size_t x = run.end; x < width; ++x)
                        edge(x);
                }
            }
        }
    }
}

// Every row of the convolution's input is put together from the planes of its row of blocks.
template <bool Relu>
void gatherPixels(const PlaneSource &from, const PixelMap &rows, const PixelMap &columns, float *to)
{
    const auto [blockHeight, blockWidth] = from.block;
    const std::size_t width = columns.size();
    const Run run = straightRun(columns, 0, 1);
    for (int c = 0; c < from.channels; ++c) {
        const Finish<Relu> finish = finishOf<Relu>(from, c);
        for (const int row : rows) {
            const std::int64_t plane = (std::int64_t{c} * blockHeight + row % blockHeight) * blockWidth;
            for (int j = 0; j < blockWidth; ++j) {
                const float *source = rowOf(from, plane + j, row / blockHeight);
                std::size_t x = run.begin;
                while (x < run.end && columns[x] % blockWidth != j)
                    ++x;
                if (x < run.end)
                    source += columns[x] / blockWidth;
                for (std::size_t k = 0; x < run.end; x += static_cast<std::size_t>(blockWidth), ++k)
                    to[x] = finish(source[k]);
            }
            const auto edge = [&](std::size_t x) {
                const int column = columns[x];
                to[x] = finish(rowOf(from, plane + column % blockWidth, row / blockHeight)[column / blockWidth]);
            };
            for (std::size_t x = 0; x < run.begin; ++x)
                edge(x);
            for (std::size_t x = run.end; x < width; ++x)
                edge(x);
            to += width;
        }
    }
}

template <bool Relu, bool Add>
void addRows(const PlaneSource &from, std::int64_t planeStride, float *to)
{
    const PlaneRows &piece = from.pieces.front();
    const std::int64_t count = std::int64_t{piece.count} * from.width;
    for (int c = 0; c < from.channels; ++c) {
        const Finish<Relu> finish = finishOf<Relu>(from, c);
        const float *source = piece.values + c * piece.planeStride;
        float *plane = to + c * planeStride;
        for (std::int64_t i = 0; i < count; ++i)
            plane[i] = Add ? plane[i] + finish(source[i]) : finish(source[i]);
    }
}

} // namespace

void gatherPlanes(const PlaneSource &from, Block read, const PixelMap &rows, const PixelMap &columns, float *to)
{
    const bool relu = from.activation == Activation::Relu;
    if (read == from.block)
        relu ? gatherBlocks<true>(from, rows, columns, to) : gatherBlocks<false>(from, rows, columns, to);
    else
        relu ? gatherPixels<true>(from, rows, columns, to) : gatherPixels<false>(from, rows, columns, to);
}

void addPlanes(const PlaneSource &from, std::int64_t planeStride, float *to, bool add)
{
    if (from.activation == Activation::Relu)
        add ? addRows<true, true>(from, planeStride, to) : addRows<true, false>(from, planeStride, to);
    else
        add ? addRows<false, true>(from, planeStride, to) : addRows<false, false>(from, planeStride, to);
}

void Sums::add(const Sums &other)
{
    const double difference = other.mean - mean;
    const double both = count + other.count;
    mean += difference * other.count / both;
    squares += other.squares + difference * difference * count * other.count / both;
    count = both;
}

Sums sumsOf(const float *values, std::int64_t rows, std::int64_t width)
{
    // Differences from the first row's mean, in lanes that the compiler can keep in registers, in double from row to
    // row. That mean is at most sqrt(rows) deviations off.
    double guess = 0;
    for (std::int64_t x = 0; x < width; ++x)
        guess += static_cast<double>(values[x]) / static_cast<double>(width);
    const auto shift = static_cast<float>(guess);
    double sum = 0;
    double squares = 0;
    for (std::int64_t y = 0; y < rows; ++y, values += width) {
        std::array<float, kLanes> sumLanes{};
        std::array<float, kLanes> squareLanes{};
        std::int64_t x = 0;
        for (; x + static_cast<std::int64_t>(kLanes) <= width; x += kLanes) {
            for (std::size_t i = 0; i < kLanes; ++i) {
                const float value = values[x + static_cast<std::int64_t>(i)] - shift;
                sumLanes[i] += value;
                squareLanes[i] += value * value;
            }
        }
        for (; x < width; ++x) {
            const float value = values[x] - shift;
            sumLanes[0] += value;
            squareLanes[0] += value * value;
        }
        for (std::size_t i = 0; i < kLanes; ++i) {
            sum += static_cast<double>(sumLanes[i]);
            squares += static_cast<double>(squareLanes[i]);
        }
    }
    Sums sums;
    sums.count = static_cast<double>(rows * width);
    const double off = sum / sums.count;
    sums.mean = static_cast<double>(shift) + off;
    sums.squares = std::max(squares - off * off * sums.count, 0.0);
    return sums;
}

} // namespace imago::style::neural
