// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/image.h"
#include "engine/style/neural/prediction.h"
#include "engine/style/style_statistics.h"

#include <array>
#include <cstdint>
#include <vector>

namespace imago::style::neural {

/// What the features of one piece of a picture sum up to: a matrix for each layer of kStatisticsChannels.
using LayerSums = std::array<torch::Tensor, kStatisticsChannels.size()>;

/// A piece of a picture: a rectangle that may reach a few pixels over the edges, where the picture is mirrored on.
struct Tile
{
    int top = 0;
    int left = 0;
    int bottom = 0;
    int right = 0;
};

/// A picture cut into tiles of at most some 70,000 pixels, so that one pass of the network over a tile is short (a stop
/// need not wait) and its memory small. `shift` moves all tiles by a few pixels: the network sees the picture on a grid
/// of 8 pixels, and what it never sees alike leaves no grid.
class TileGrid
{
public:
    /// Requires: both sides at least kLeastTiledSide.
    explicit TileGrid(Size picture);

    static constexpr int kShifts = 8; ///< Shifts are in [0, kShifts) on both axes.

    int count() const { return static_cast<int>((m_rows.size() - 1) * (m_columns.size() - 1)); }
    Tile tile(int index, int shiftY, int shiftX) const;

    /// In how many places a layer of kStatisticsChannels is seen, in all tiles together.
    double places(std::size_t layer) const;

private:
    double m_pixels;
    std::vector<int> m_rows; ///< Where tiles begin, and the end.
    std::vector<int> m_columns;
};

inline constexpr int kLeastTiledSide = 64;

/// In which order the tiles are shifted: every shift of each axis once, then again.
struct TileShifts
{
    explicit TileShifts(std::uint64_t seed);

    std::array<int, TileGrid::kShifts> y{};
    std::array<int, TileGrid::kShifts> x{};
};

/// The tile with what the network must see around it. `picture`: 1 x C x H x W, `begin` and `size`: of what the tile
/// reads of it.
class TileView
{
public:
    TileView(const Tile &tile, Size picture);

    /// The part of the picture that the tile reads: a view.
    torch::Tensor part(const torch::Tensor &picture) const;
    /// That part, mirrored on where the tile reaches over the edge: what StylePrediction::features() takes.
    torch::Tensor input(const torch::Tensor &part) const;
    /// The tile itself, as far as it lies in the picture: a view into the picture or into what has part()'s size.
    torch::Tensor own(const torch::Tensor &picture) const;
    torch::Tensor ownOfPart(const torch::Tensor &part) const;

    /// Where own() and part() lie in the picture.
    Tile ownPlace() const { return {m_y.ownBegin, m_x.ownBegin, m_y.ownEnd, m_x.ownEnd}; }
    Tile partPlace() const { return {m_y.begin, m_x.begin, m_y.end, m_x.end}; }

private:
    struct Side
    {
        int begin = 0; ///< What is read of the picture: [begin, end)
        int end = 0;
        int before = 0; ///< pixels mirrored on before and after it
        int after = 0;
        int ownBegin = 0; ///< the tile in the picture: [ownBegin, ownEnd)
        int ownEnd = 0;
    };
    static Side side(int begin, int end, int length);

    Side m_y;
    Side m_x;
};

/// Features of a tile without what belongs to its surroundings.
std::vector<torch::Tensor> tileFeatures(const StylePrediction &network, const torch::Tensor &input,
                                        std::size_t count = StylePrediction::kFeatureStrides.size());

/// The sums over a tile; `own` are its colours (ownOfPart), `features` what tileFeatures() gave. Gradients flow.
LayerSums sumsOf(const torch::Tensor &own, const std::vector<torch::Tensor> &features);

/// The sums of all tiles together, added in their order.
LayerSums totalOf(const std::vector<LayerSums> &tiles);

} // namespace imago::style::neural
