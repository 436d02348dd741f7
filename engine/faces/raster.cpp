// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/faces/raster.h"

#include <cstring>

namespace imago::faces {

namespace {

constexpr float kLeastArea = 1e-7F;

F8 load(const float *from)
{
    F8 result;
    std::memcpy(&result, from, sizeof result);
    return result;
}

void store(float *to, F8 value)
{
    std::memcpy(to, &value, sizeof value);
}

// Lashes are cut from MakeHuman's closed strips: stripes that fan out from the eye and taper to their tips.
bool onLash(const V3 &c, float lengthened)
{
    const float x = std::fabs(c.x) - 0.289F, y = c.y - 7.356F, z = c.z - 1.18F;
    const float r = std::sqrt(x * x + y * y + z * z);
    const bool upper = y > 0;
    const float tip = smooth(0.150F, upper ? 0.200F + 0.045F * lengthened : 0.215F, r);
    const float at = std::atan2(y, x) * 12.5F + (upper ? -0.8F : 0.8F) * tip;
    const float stripe = std::fabs(at - std::floor(at) - 0.5F) * 2.0F;
    const float width = (upper ? 0.80F : 0.34F) * (1.0F - 0.9F * tip);
    if (tip > (upper ? 0.97F : 0.42F))
        return false;
    return tip <= 0.16F ? upper : stripe <= width;
}

} // namespace

std::array<Projected, 3> DrawList::corners(std::uint32_t id) const
{
    const auto &t = surface->triangles[id];
    return {surfacePoints[t[0]], surfacePoints[t[1]], surfacePoints[t[2]]};
}

RibbonPiece pieceOf(const DrawList &list, std::uint32_t id)
{
    const std::size_t which = id >= list.firstRibbon(1) ? 1 : 0;
    return {which, id - list.firstRibbon(which)};
}

Piece::Piece(const DrawList &list, RibbonPiece piece)
{
    const Projected *p =
        &list.ribbonPoints[piece.which][2 * piece.point]; // start left, right, end left, right
    const float sideX = 0.25F * (p[1].x - p[0].x + p[3].x - p[2].x);
    const float sideY = 0.25F * (p[1].y - p[0].y + p[3].y - p[2].y);
    const float startX = 0.5F * (p[0].x + p[1].x), startY = 0.5F * (p[0].y + p[1].y);
    const float endX = 0.5F * (p[2].x + p[3].x), endY = 0.5F * (p[2].y + p[3].y);
    corner = {startX - sideX, startY - sideY, p[0].inverse};
    across = {startX + sideX, startY + sideY, p[1].inverse};
    along = {endX - sideX, endY - sideY, p[2].inverse};
}

Bounds Piece::bounds() const
{
    const float farX = across.x + along.x - corner.x, farY = across.y + along.y - corner.y;
    const Bounds b = boundsOf(corner, across, along);
    return {std::min(b.minX, farX), std::min(b.minY, farY), std::max(b.maxX, farX), std::max(b.maxY, farY)};
}

void TileBins::reset(int side, int tileSide, int chunks)
{
    m_side = side;
    m_tileSide = tileSide;
    m_across = (side + tileSide - 1) / tileSide;
    m_chunks = chunks;
    const std::size_t count = toIndex(m_across) * toIndex(m_across) * toIndex(chunks);
    if (m_bins.size() < count)
        m_bins.resize(count);
    for (std::size_t i = 0; i < count; ++i)
        m_bins[i].clear();
}

Window TileBins::window(int tile) const
{
    const int x = tile % m_across * m_tileSide, y = tile / m_across * m_tileSide;
    return {x, y, std::min(x + m_tileSide, m_side), std::min(y + m_tileSide, m_side)};
}

void TileBins::add(std::uint32_t id, const Bounds &bounds, int chunk)
{
    const float last = toFloat(m_side - 1);
    if (bounds.maxX < 0 || bounds.maxY < 0 || bounds.minX > last + 1 || bounds.minY > last + 1 ||
        !bounds.holdsSample())
        return;
    const int x0 = static_cast<int>(within(bounds.minX, 0.0F, last)) / m_tileSide;
    const int x1 = static_cast<int>(within(bounds.maxX, 0.0F, last)) / m_tileSide;
    const int y0 = static_cast<int>(within(bounds.minY, 0.0F, last)) / m_tileSide;
    const int y1 = static_cast<int>(within(bounds.maxY, 0.0F, last)) / m_tileSide;
    for (int y = y0; y <= y1; ++y) {
        for (int x = x0; x <= x1; ++x)
            m_bins[toIndex((chunk * m_across + y) * m_across + x)].push_back(id);
    }
}

void TileBins::fill(const DrawList &list, int chunk)
{
    const auto part = [&](std::size_t count) {
        return std::pair{count * toIndex(chunk) / toIndex(m_chunks),
                         count * toIndex(chunk + 1) / toIndex(m_chunks)};
    };
    const auto [from, to] = part(list.surface->triangles.size());
    for (std::size_t i = from; i < to; ++i) {
        const auto id = static_cast<std::uint32_t>(i);
        const auto [a, b, c] = list.corners(id);
        const float area = (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
        const Material material = list.surface->materials[i];
        const bool twoSided = material == Material::Lashes || material == Material::Frame;
        if (twoSided ? std::fabs(area) < kLeastArea : area > -kLeastArea)
            continue;
        add(id, boundsOf(a, b, c), chunk);
    }
    for (std::size_t which = 0; which < 2; ++which) {
        const Ribbons &ribbons = *list.ribbons[which];
        const auto [first, end] = part(ribbons.count());
        for (std::size_t ribbon = first; ribbon < end; ++ribbon) {
            for (std::size_t k = 0; k + 1 < ribbons.pointsEach; ++k) {
                const std::size_t point = ribbon * ribbons.pointsEach + k;
                const Piece piece(list, {which, point});
                if (std::fabs(piece.area()) >= kLeastArea)
                    add(list.firstRibbon(which) + static_cast<std::uint32_t>(point), piece.bounds(), chunk);
            }
        }
    }
}

template <bool kQuad>
void TileBuffer::drawPlain(const Triangle &triangle, const Bounds &b, std::uint32_t id)
{
    const F8 number = std::bit_cast<F8>(U8{} + id);
    cover<kQuad>(triangle, b.minX, b.minY, b.maxX, b.maxY, m_window,
                 [&](int x, int y, I8 mask, F8 inverse, F8, F8) {
                     const std::size_t at = index(x, y);
                     float *ids = std::bit_cast<float *>(&m_ids[at]);
                     const F8 depth = load(&m_depth[at]);
                     const I8 nearer = mask & (inverse > depth);
                     store(&m_depth[at], select(nearer, inverse, depth));
                     store(ids, select(nearer, number, load(ids)));
                 });
}

void TileBuffer::draw(const DrawList &list, const TileBins &bins, int tile, float lashLength)
{
    m_window = bins.window(tile);
    m_stride = m_window.right - m_window.left + static_cast<int>(kLanes);
    const std::size_t size = toIndex(m_stride) * toIndex(m_window.bottom - m_window.top);
    m_depth.assign(size, 0.0F);
    m_ids.assign(size, kNothing);
    const std::uint32_t firstHair = list.firstRibbon(0);
    bins.visit(tile, [&](std::uint32_t id) {
        if (id < firstHair) {
            const auto [a, b, c] = list.corners(id);
            const Triangle triangle(a, b, c);
            if (list.surface->materials[id] == Material::Lashes)
                drawLash(list, triangle, boundsOf(a, b, c), id, lashLength);
            else
                drawPlain<false>(triangle, boundsOf(a, b, c), id);
        } else {
            const Piece piece(list, pieceOf(list, id));
            drawPlain<true>(piece.plane(), piece.bounds(), id);
        }
    });
}

void TileBuffer::drawLash(const DrawList &list, const Triangle &triangle, const Bounds &b, std::uint32_t id,
                          float lashLength)
{
    const auto &t = list.surface->triangles[id];
    const auto canonical = [&](std::size_t k) {
        const F16 &v = list.surface->vertices[t[k]];
        return V3{v[LaneCanonical], v[LaneCanonical + 1], v[LaneCanonical + 2]};
    };
    const V3 ca = canonical(0), cb = canonical(1), cc = canonical(2);
    cover(triangle, b.minX, b.minY, b.maxX, b.maxY, m_window,
          [&](int x, int y, I8 mask, F8 inverse, F8 q, F8 r) {
              for (std::size_t i = 0; i < kLanes; ++i) {
                  const std::size_t at = index(x, y) + i;
                  if (mask[i] == 0 || inverse[i] <= m_depth[at])
                      continue;
                  if (!onLash(ca * (1 - q[i] - r[i]) + cb * q[i] + cc * r[i], lashLength))
                      continue;
                  m_depth[at] = inverse[i];
                  m_ids[at] = id;
              }
          });
}

} // namespace imago::faces
