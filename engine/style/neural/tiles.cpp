// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/style/neural/tiles.h"

#include "engine/core/random.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace imago::style::neural {

using torch::Tensor;

namespace {

constexpr int kStep = 8;     // of the deepest features
constexpr int kAround = 16;  // pixels that the network sees around a tile
constexpr int kWidest = 520; // a tile
constexpr int kPixels = 68'000;

// [0, length) in `count` parts of nearly one size, each a multiple of kStep.
std::vector<int> cut(int length, int count)
{
    std::vector<int> at;
    for (int i = 0; i <= count; ++i)
        at.push_back(length / kStep * i / count * kStep);
    return at;
}

// As long as the picture's side, and enough beyond that a shift leaves nothing out.
int spanOf(int side)
{
    return (side + kStep - 1) / kStep * kStep + kStep;
}

} // namespace

TileGrid::TileGrid(Size picture)
    : m_pixels(static_cast<double>(picture.width) * picture.height)
{
    const Size span{spanOf(picture.width), spanOf(picture.height)};
    const int columns = (span.width + kWidest - 1) / kWidest;
    const int highest = std::max(kLeastTiledSide, kPixels * columns / span.width);
    m_columns = cut(span.width, columns);
    m_rows = cut(span.height, (span.height + highest - 1) / highest);
}

Tile TileGrid::tile(int index, int shiftY, int shiftX) const
{
    const auto columns = static_cast<int>(m_columns.size()) - 1;
    const auto row = static_cast<std::size_t>(index / columns);
    const auto column = static_cast<std::size_t>(index % columns);
    const int y = shiftY - kStep;
    const int x = shiftX - kStep;
    return {m_rows[row] + y, m_columns[column] + x, m_rows[row + 1] + y, m_columns[column + 1] + x};
}

double TileGrid::places(std::size_t layer) const
{
    if (layer == 0)
        return m_pixels;
    const int stride = StylePrediction::kFeatureStrides[layer - 1];
    return static_cast<double>(m_rows.back() / stride) * (m_columns.back() / stride);
}

TileShifts::TileShifts(std::uint64_t seed)
{
    Random random(seed);
    for (auto *axis : {&y, &x}) {
        std::iota(axis->begin(), axis->end(), 0);
        for (std::size_t i = axis->size(); i > 1; --i)
            std::swap((*axis)[i - 1], (*axis)[random.below(i)]);
    }
}

TileView::Side TileView::side(int begin, int end, int length)
{
    Side result;
    result.begin = std::max(0, begin - kAround);
    result.end = std::min(length, end + kAround);
    result.before = result.begin - (begin - kAround);
    result.after = end + kAround - result.end;
    result.ownBegin = std::max(0, begin);
    result.ownEnd = std::min(length, end);
    return result;
}

TileView::TileView(const Tile &tile, Size picture)
    : m_y(side(tile.top, tile.bottom, picture.height))
    , m_x(side(tile.left, tile.right, picture.width))
{
}

Tensor TileView::part(const Tensor &picture) const
{
    return picture.narrow(2, m_y.begin, m_y.end - m_y.begin).narrow(3, m_x.begin, m_x.end - m_x.begin);
}

Tensor TileView::input(const Tensor &part) const
{
    if (m_y.before + m_y.after + m_x.before + m_x.after == 0)
        return part;
    return torch::reflection_pad2d(part, {m_x.before, m_x.after, m_y.before, m_y.after});
}

Tensor TileView::own(const Tensor &picture) const
{
    return picture.narrow(2, m_y.ownBegin, m_y.ownEnd - m_y.ownBegin)
        .narrow(3, m_x.ownBegin, m_x.ownEnd - m_x.ownBegin);
}

Tensor TileView::ownOfPart(const Tensor &part) const
{
    return part.narrow(2, m_y.ownBegin - m_y.begin, m_y.ownEnd - m_y.ownBegin)
        .narrow(3, m_x.ownBegin - m_x.begin, m_x.ownEnd - m_x.ownBegin);
}

std::vector<Tensor> tileFeatures(const StylePrediction &network, const Tensor &input, std::size_t count)
{
    std::vector<Tensor> features = network.features(input, count);
    for (std::size_t i = 0; i < features.size(); ++i) {
        const int around = kAround / StylePrediction::kFeatureStrides[i];
        Tensor &values = features[i];
        values = values.narrow(2, around, values.size(2) - 2 * around).narrow(3, around, values.size(3) - 2 * around);
    }
    return features;
}

LayerSums sumsOf(const Tensor &own, const std::vector<Tensor> &features)
{
    const auto products = [](const Tensor &values) {
        const Tensor flat = values.reshape({values.size(1), -1});
        return torch::mm(flat, flat.t());
    };
    LayerSums sums;
    sums[0] = products(torch::cat({own, torch::ones_like(own.narrow(1, 0, 1))}, 1));
    for (std::size_t i = 0; i < features.size(); ++i)
        sums[i + 1] = products(features[i]);
    return sums;
}

LayerSums totalOf(const std::vector<LayerSums> &tiles)
{
    const torch::NoGradGuard noGradients;
    LayerSums total;
    for (const LayerSums &tile : tiles) {
        for (std::size_t layer = 0; layer < total.size(); ++layer)
            total[layer] = total[layer].defined() ? total[layer] + tile[layer] : tile[layer];
    }
    return total;
}

} // namespace imago::style::neural
