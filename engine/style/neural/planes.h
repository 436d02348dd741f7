// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

namespace imago::style::neural {

/// What happens to a value after it was scaled and shifted. Sigmoid is for the network's last layer and applied there.
enum class Activation { None, Relu, Sigmoid };

/// How a layer's pixels are laid out: each channel as height x width planes, of which plane (i, j) holds the pixels of
/// the rows i, i + height, ... and the columns j, j + width, ... A convolution that makes a block of neighbouring
/// pixels at once (as if they were channels) reads its input fewer times and fills the processor's registers even where
/// it has three channels.
struct Block
{
    int height = 1;
    int width = 1;

    int planes() const { return height * width; }
    friend bool operator==(const Block &, const Block &) = default;
};

/// Rows of a layer, as they lie in memory and before they are scaled: plane after plane, one row of a plane after the
/// other.
struct PlaneRows
{
    const float *values = nullptr;
    std::int64_t planeStride = 0; ///< From one plane to the next, in floats.
    int first = 0;                ///< Row of the planes that comes first.
    int count = 0;
};

/// A part of a layer to be read: value * scale + shift of its channel (as it is where there are none), then activated.
struct PlaneSource
{
    std::vector<PlaneRows> pieces; ///< Contiguous rows, from above to below.
    int channels = 0;
    int width = 0; ///< Of a plane.
    Block block;
    const float *scale = nullptr;
    const float *shift = nullptr;
    Activation activation = Activation::None;
};

/// Which row or column of a layer's pixels each row or column of a convolution's input shows.
using PixelMap = std::vector<int>;

/// Writes the convolution's input: for each channel and each (i, j) of `read` a plane of rows.size() / read.height x
/// columns.size() / read.width. `rows` and `columns` are in pixels; that of plane (i, j), row y and column x stands
/// at y * read.height + i and x * read.width + j. Requires: `read` is the source's own block or one pixel; sources
/// with Sigmoid can't be read.
void gatherPlanes(const PlaneSource &from, Block read, const PixelMap &rows, const PixelMap &columns, float *to);

/// `to` += the source, of one piece and blocks of one pixel, whose rows are `count` from the piece's first; planes of
/// `to` are `planeStride` apart. `add` false: `to` = the source.
void addPlanes(const PlaneSource &from, std::int64_t planeStride, float *to, bool add);

/// Mean and variance of some values, gathered in one reading.
struct Sums
{
    double count = 0;
    double mean = 0;
    double squares = 0; ///< Of the differences from the mean.

    /// Both together (Chan et al. 1979).
    void add(const Sums &other);
};

/// Of `rows` x `width` values. The squares are exact to some `rows` times the float's rounding.
Sums sumsOf(const float *values, std::int64_t rows, std::int64_t width);

} // namespace imago::style::neural
