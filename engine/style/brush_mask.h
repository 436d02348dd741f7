// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/image.h"

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

namespace imago::style {

/// A soft round brush. Lengths are in pixels of the mask.
struct MaskBrush
{
    double radius = 40.0;
    double hardness = 0.4; ///< The share of the radius that has full effect; the rest fades out smoothly.
    bool erases = false;
};

/// Where a style applies, painted by hand: 255 all of it, 0 none. A value, copied in a moment: its tiles are shared,
/// and a stroke copies only those that it changes, so that a history of strokes costs no more than what they touched.
class BrushMask
{
public:
    static constexpr int kTileSide = 64;
    static constexpr int kLongestSide = 1024;

    /// No mask: everywhere.
    BrushMask() = default;
    /// For a photo of this size: its proportions, at most kLongestSide. Requires: positive sides.
    static BrushMask filled(Size photo, std::uint8_t value);
    /// The lightness of a picture (black where it is transparent), resampled to a photo's mask.
    static BrushMask fromPicture(const Image &picture, Size photo);

    bool isNone() const noexcept { return m_tiles.empty(); }
    Size size() const noexcept { return m_size; }
    /// Requires: inside.
    std::uint8_t at(int x, int y) const noexcept;

    /// Paints from one point to another in one go, as a hand would: what the brush has covered once does not grow
    /// stronger when it comes by again. Points may lie outside. False when that changed nothing.
    bool stroke(double fromX, double fromY, double toX, double toY, const MaskBrush &brush);
    BrushMask inverted() const;

    /// Opaque grey, Rgba8.
    Image toImage() const;

    /// Another one for every mask that was changed; 0 for none.
    std::uint64_t revision() const noexcept { return m_revision; }
    /// How many tiles two masks share.
    int sharedTiles(const BrushMask &other) const noexcept;

    /// Made of the same tiles. Masks that were made apart differ even where their pixels are equal.
    bool operator==(const BrushMask &other) const noexcept = default;

private:
    using Tile = std::array<std::uint8_t, std::size_t{kTileSide} * kTileSide>;
    using TilePtr = std::shared_ptr<const Tile>;

    explicit BrushMask(Size size);
    int tilesPerRow() const noexcept { return (m_size.width + kTileSide - 1) / kTileSide; }
    void renew();

    Size m_size;
    std::vector<TilePtr> m_tiles;
    std::uint64_t m_revision = 0;
};

} // namespace imago::style
