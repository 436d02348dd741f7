// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/style/brush_mask.h"

#include "engine/files/resample.h"

#include <algorithm>
#include <atomic>
#include <cmath>

namespace imago::style {

namespace {

constexpr int kSide = BrushMask::kTileSide;

Size maskSize(Size photo)
{
    const double scale =
        std::min(1.0, static_cast<double>(BrushMask::kLongestSide) / std::max(photo.width, photo.height));
    const auto side = [scale](int length) { return std::max(1, static_cast<int>(std::lround(length * scale))); };
    return {side(photo.width), side(photo.height)};
}

/// 1 inside the hard core, 0 outside the brush, smoothstep in between.
double coverage(double distance, const MaskBrush &brush)
{
    const double core = brush.radius * std::clamp(brush.hardness, 0.0, 0.99);
    const double t = std::clamp((brush.radius - distance) / std::max(brush.radius - core, 1.0), 0.0, 1.0);
    return t * t * (3.0 - 2.0 * t);
}

struct Segment
{
    double x, y, dx, dy, squared;

    double distance(double px, double py) const
    {
        const double along = squared > 0 ? ((px - x) * dx + (py - y) * dy) / squared : 0.0;
        const double t = std::clamp(along, 0.0, 1.0);
        return std::hypot(px - x - t * dx, py - y - t * dy);
    }
};

} // namespace

BrushMask::BrushMask(Size size)
    : m_size(size)
{
    m_tiles.resize(static_cast<std::size_t>(tilesPerRow()) *
                   static_cast<std::size_t>((size.height + kSide - 1) / kSide));
    renew();
}

void BrushMask::renew()
{
    static std::atomic<std::uint64_t> last = 0;
    m_revision = ++last;
}

BrushMask BrushMask::filled(Size photo, std::uint8_t value)
{
    BrushMask mask(maskSize(photo));
    auto tile = std::make_shared<Tile>();
    tile->fill(value);
    std::ranges::fill(mask.m_tiles, tile);
    return mask;
}

BrushMask BrushMask::fromPicture(const Image &picture, Size photo)
{
    BrushMask mask(maskSize(photo));
    Image small = picture.converted(PixelFormat::Rgba8);
    if (small.size() != mask.m_size)
        small = files::resample(small, mask.m_size);
    for (std::size_t i = 0; i < mask.m_tiles.size(); ++i) {
        auto tile = std::make_shared<Tile>();
        const int left = static_cast<int>(i) % mask.tilesPerRow() * kSide;
        const int top = static_cast<int>(i) / mask.tilesPerRow() * kSide;
        for (int y = top; y < std::min(top + kSide, mask.m_size.height); ++y) {
            for (int x = left; x < std::min(left + kSide, mask.m_size.width); ++x) {
                const std::uint8_t *pixel = small.row(y) + 4 * x;
                const int lightness = (54 * pixel[0] + 183 * pixel[1] + 19 * pixel[2] + 128) / 256; // BT.709
                (*tile)[static_cast<std::size_t>((y - top) * kSide + x - left)] =
                    static_cast<std::uint8_t>(lightness * pixel[3] / 255);
            }
        }
        mask.m_tiles[i] = std::move(tile);
    }
    return mask;
}

std::uint8_t BrushMask::at(int x, int y) const noexcept
{
    const auto tile = static_cast<std::size_t>(y / kSide * tilesPerRow() + x / kSide);
    return (*m_tiles[tile])[static_cast<std::size_t>(y % kSide * kSide + x % kSide)];
}

bool BrushMask::stroke(double fromX, double fromY, double toX, double toY, const MaskBrush &brush)
{
    if (isNone() || !std::isfinite(fromX + fromY + toX + toY) || !(brush.radius > 0))
        return false;
    const double dx = toX - fromX;
    const double dy = toY - fromY;
    const Segment segment{fromX, fromY, dx, dy, dx * dx + dy * dy};
    const auto within = [](double value, int side) { return static_cast<int>(std::clamp(value, 0.0, side - 1.0)); };
    const double reach = brush.radius + 1.0;
    const int left = within(std::min(fromX, toX) - reach, m_size.width);
    const int right = within(std::max(fromX, toX) + reach, m_size.width);
    const int top = within(std::min(fromY, toY) - reach, m_size.height);
    const int bottom = within(std::max(fromY, toY) + reach, m_size.height);

    bool changed = false;
    for (int row = top / kSide; row <= bottom / kSide; ++row) {
        for (int column = left / kSide; column <= right / kSide; ++column) {
            TilePtr &shared = m_tiles[static_cast<std::size_t>(row * tilesPerRow() + column)];
            std::shared_ptr<Tile> own;
            for (int y = std::max(top, row * kSide); y <= std::min(bottom, row * kSide + kSide - 1); ++y) {
                for (int x = std::max(left, column * kSide); x <= std::min(right, column * kSide + kSide - 1); ++x) {
                    const double share = coverage(segment.distance(x + 0.5, y + 0.5), brush);
                    const auto cover = static_cast<std::uint8_t>(std::lround(255.0 * share));
                    const auto at = static_cast<std::size_t>((y - row * kSide) * kSide + x - column * kSide);
                    const std::uint8_t before = own ? (*own)[at] : (*shared)[at];
                    const std::uint8_t after = brush.erases ? std::min<std::uint8_t>(before, 255 - cover)
                                                            : std::max(before, cover);
                    if (after == before)
                        continue;
                    if (!own)
                        own = std::make_shared<Tile>(*shared);
                    (*own)[at] = after;
                }
            }
            if (own) {
                shared = std::move(own);
                changed = true;
            }
        }
    }
    if (changed)
        renew();
    return changed;
}

BrushMask BrushMask::inverted() const
{
    BrushMask result = *this;
    for (TilePtr &tile : result.m_tiles) {
        auto turned = std::make_shared<Tile>(*tile);
        for (std::uint8_t &value : *turned)
            value = static_cast<std::uint8_t>(255 - value);
        tile = std::move(turned);
    }
    if (!isNone())
        result.renew();
    return result;
}

Image BrushMask::toImage() const
{
    Image image(m_size);
    for (int y = 0; y < m_size.height; ++y) {
        std::uint8_t *pixel = image.row(y);
        for (int x = 0; x < m_size.width; ++x, pixel += 4) {
            pixel[0] = pixel[1] = pixel[2] = at(x, y);
            pixel[3] = 255;
        }
    }
    return image;
}

int BrushMask::sharedTiles(const BrushMask &other) const noexcept
{
    int shared = 0;
    for (std::size_t i = 0; i < std::min(m_tiles.size(), other.m_tiles.size()); ++i)
        shared += m_tiles[i] == other.m_tiles[i] ? 1 : 0;
    return shared;
}

} // namespace imago::style
