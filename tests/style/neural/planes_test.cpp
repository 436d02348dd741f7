// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/style/neural/planes.h"
#include "tests/support/catch.h"

#include <cmath>
#include <cstddef>

using namespace imago::style::neural;
using Catch::Matchers::WithinRel;

namespace {

constexpr int kHeight = 6;
constexpr int kWidth = 8;

float pixel(int channel, int y, int x)
{
    return static_cast<float>(100 * channel + 10 * y + x);
}

// Two channels of kHeight x kWidth pixels in blocks.
std::vector<float> planes(Block block)
{
    std::vector<float> values;
    for (int c = 0; c < 2; ++c) {
        for (int i = 0; i < block.height; ++i) {
            for (int j = 0; j < block.width; ++j) {
                for (int y = i; y < kHeight; y += block.height) {
                    for (int x = j; x < kWidth; x += block.width)
                        values.push_back(pixel(c, y, x));
                }
            }
        }
    }
    return values;
}

// In two pieces, as kept strips are.
PlaneSource source(const std::vector<float> &values, Block block)
{
    const int rows = kHeight / block.height;
    const int width = kWidth / block.width;
    const std::int64_t stride = std::int64_t{rows} * width;
    PlaneSource from;
    from.pieces = {{values.data(), stride, 0, 1}, {values.data() + width, stride, 1, rows - 1}};
    from.channels = 2;
    from.width = width;
    from.block = block;
    return from;
}

const PixelMap kRows = {2, 1, 0, 1, 2, 3, 4, 5, 4, 3};
const PixelMap kColumns = {2, 1, 0, 1, 2, 3, 4, 5, 6, 7, 6, 5};

} // namespace

TEST_CASE("planes are read pixel by pixel from blocks of any size")
{
    for (const Block block : {Block{1, 1}, Block{2, 2}, Block{2, 4}, Block{1, 2}}) {
        const std::vector<float> values = planes(block);
        std::vector<float> read(2 * kRows.size() * kColumns.size());
        gatherPlanes(source(values, block), {}, kRows, kColumns, read.data());
        std::size_t at = 0;
        for (int c = 0; c < 2; ++c) {
            for (const int y : kRows) {
                for (const int x : kColumns)
                    CHECK(read[at++] == pixel(c, y, x));
            }
        }
    }
}

TEST_CASE("planes are read block by block, mirrored at the borders")
{
    const Block block{2, 2};
    const std::vector<float> values = planes(block);
    std::vector<float> read(2 * kRows.size() * kColumns.size());
    gatherPlanes(source(values, block), block, kRows, kColumns, read.data());
    std::size_t at = 0;
    for (int c = 0; c < 2; ++c) {
        for (std::size_t i = 0; i < 2; ++i) {
            for (std::size_t j = 0; j < 2; ++j) {
                for (std::size_t y = i; y < kRows.size(); y += 2) {
                    for (std::size_t x = j; x < kColumns.size(); x += 2)
                        CHECK(read[at++] == pixel(c, kRows[y], kColumns[x]));
                }
            }
        }
    }
}

TEST_CASE("what is read is scaled, shifted and cut off at 0 by channel")
{
    const std::vector<float> values = planes({1, 1});
    PlaneSource from = source(values, {1, 1});
    const std::vector<float> scale = {2.0F, -1.0F};
    const std::vector<float> shift = {-30.0F, 130.0F};
    from.scale = scale.data();
    from.shift = shift.data();
    from.activation = Activation::Relu;
    std::vector<float> read(2 * kHeight);
    gatherPlanes(from, {}, {0, 1, 2, 3, 4, 5}, {3}, read.data());
    CHECK(read == std::vector<float>{0, 0, 16, 36, 56, 76, 27, 17, 7, 0, 0, 0});

    from.pieces = {from.pieces[1]};
    std::vector<float> sum(values.size(), 1000.0F);
    addPlanes(from, kHeight * kWidth, sum.data(), true);
    CHECK(sum[0] == 1000.0F); // the layer's second row, 2 * 10 - 30 cut off
    CHECK(sum[kWidth] == 1010.0F);
    CHECK(sum[2 * kWidth + 3] == 1036.0F);
    CHECK(sum[4 * kWidth] == 1070.0F);
    CHECK(sum[5 * kWidth] == 1000.0F); // the piece ends
    addPlanes(from, kHeight * kWidth, sum.data(), false);
    CHECK(sum[0] == 0.0F);
}

TEST_CASE("mean and variance are exact where the first row is nothing like the others")
{
    constexpr int kRowsOfSums = 64;
    constexpr int kColumnsOfSums = 250;
    std::vector<float> values;
    double mean = 0;
    for (int i = 0; i < kRowsOfSums * kColumnsOfSums; ++i) {
        values.push_back(i < kColumnsOfSums ? -3.0F : 7.0F + 0.01F * static_cast<float>(std::sin(i)));
        mean += static_cast<double>(values.back()) / (kRowsOfSums * kColumnsOfSums);
    }
    double squares = 0;
    for (const float value : values)
        squares += (static_cast<double>(value) - mean) * (static_cast<double>(value) - mean);
    Sums halves = sumsOf(values.data(), kRowsOfSums / 2, kColumnsOfSums);
    halves.add(sumsOf(values.data() + values.size() / 2, kRowsOfSums / 2, kColumnsOfSums));
    for (const Sums &sums : {sumsOf(values.data(), kRowsOfSums, kColumnsOfSums), halves}) {
        CHECK(sums.count == kRowsOfSums * kColumnsOfSums);
        CHECK_THAT(sums.mean, WithinRel(mean, 1e-6));
        CHECK_THAT(sums.squares, WithinRel(squares, 1e-5));
    }
    const std::vector<float> flat(1000, 0.3F);
    CHECK(sumsOf(flat.data(), 10, 100).squares < 1e-9);
}
