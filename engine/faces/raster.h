// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/faces/scene.h"

namespace imago::faces {

/// A rectangle of samples, ends excluded.
struct Window
{
    int left, top, right, bottom;
};

/// The plane equations of one projected triangle: barycentric coordinates as functions of the place.
struct Triangle
{
    Triangle(const Projected &p, const Projected &q, const Projected &r)
        : a(p)
        , area((q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x))
    {
        const float scale = 1.0F / area;
        qx = (r.y - p.y) * scale;
        qy = -(r.x - p.x) * scale;
        rx = -(q.y - p.y) * scale;
        ry = (q.x - p.x) * scale;
        dq = q.inverse - p.inverse;
        dr = r.inverse - p.inverse;
    }

    Projected a;
    float area; ///< Twice the signed area; below 0 it faces the camera.
    float qx, qy, rx, ry, dq, dr;
};

/// Calls hit(x, y, mask, inverse, q, r) for every group of eight samples in a row that the triangle may
/// touch; mask says which lanes are inside. Samples lie at pixel centres. Reading and writing up to x + 7
/// must be possible.
/// With kQuad it is the parallelogram with the same two sides instead.
template <bool kQuad = false, typename Hit>
inline void cover(const Triangle &t, float minX, float minY, float maxX, float maxY, const Window &window,
                  Hit hit)
{
    // Clamped first: a damaged head could lie anywhere, and no integer holds that.
    const float left = toFloat(window.left), right = toFloat(window.right - 1);
    const float top = toFloat(window.top), bottom = toFloat(window.bottom - 1);
    if (!(maxX - 0.5F >= left && minX - 0.5F <= right && maxY - 0.5F >= top && minY - 0.5F <= bottom))
        return;
    const int x0 = static_cast<int>(std::ceil(std::max(minX - 0.5F, left)));
    const int x1 = static_cast<int>(std::floor(std::min(maxX - 0.5F, right)));
    const int y0 = static_cast<int>(std::ceil(std::max(minY - 0.5F, top)));
    const int y1 = static_cast<int>(std::floor(std::min(maxY - 0.5F, bottom)));
    constexpr float kEdge = -1e-5F; // neighbours may overlap a little but must leave no gap
    for (int y = y0; y <= y1; ++y) {
        const float py = toFloat(y) + 0.5F - t.a.y;
        for (int x = x0; x <= x1; x += static_cast<int>(kLanes)) {
            const F8 px = kLane + (toFloat(x) + 0.5F - t.a.x);
            const F8 q = px * t.qx + py * t.qy;
            const F8 r = px * t.rx + py * t.ry;
            const F8 inverse = t.a.inverse + q * t.dq + r * t.dr;
            const I8 across = kQuad ? (q <= 1.0F) & (r <= 1.0F - kEdge) : I8(q + r <= 1.0F - kEdge);
            const I8 mask = (q >= kEdge) & (r >= kEdge) & across & (kLane + toFloat(x) <= toFloat(x1));
            hit(x, y, mask, inverse, q, r);
        }
    }
}

struct Bounds
{
    float minX, minY, maxX, maxY;

    /// Whether there is a sample's centre inside.
    bool holdsSample() const
    {
        return std::ceil(minX - 0.5F) <= std::floor(maxX - 0.5F) &&
               std::ceil(minY - 0.5F) <= std::floor(maxY - 0.5F);
    }
};

inline Bounds boundsOf(const Projected &a, const Projected &b, const Projected &c)
{
    return {std::min(a.x, std::min(b.x, c.x)), std::min(a.y, std::min(b.y, c.y)),
            std::max(a.x, std::max(b.x, c.x)), std::max(a.y, std::max(b.y, c.y))};
}

/// Every triangle of a picture under one numbering: first the surface's, then two for each piece of hair,
/// then of beard.
struct DrawList
{
    const Surface *surface = nullptr;
    const Ribbons *ribbons[2] = {}; ///< Hair, beard.
    std::vector<Projected> surfacePoints;
    std::vector<Projected> ribbonPoints[2]; ///< Two for each point: to either side.

    std::uint32_t firstRibbon(std::size_t which) const
    {
        const std::size_t before = surface->triangles.size() + (which == 1 ? ribbons[0]->points.size() : 0);
        return static_cast<std::uint32_t>(before);
    }
    /// The three corners of a triangle of the surface.
    std::array<Projected, 3> corners(std::uint32_t id) const;
};

/// Which piece of a ribbon a number means: it lies between `point` and the next.
struct RibbonPiece
{
    std::size_t which; ///< 0 hair, 1 beard.
    std::size_t point;
};
RibbonPiece pieceOf(const DrawList &list, std::uint32_t id);

/// A piece as a parallelogram: q goes across, r along. Where a ribbon bends, its pieces overlap a little.
struct Piece
{
    Piece(const DrawList &list, RibbonPiece piece);

    Projected corner, across, along;

    Triangle plane() const { return {corner, across, along}; }
    float area() const
    {
        return (across.x - corner.x) * (along.y - corner.y) - (across.y - corner.y) * (along.x - corner.x);
    }
    Bounds bounds() const;
};

/// Which triangles touch which tile.
class TileBins
{
public:
    /// `side` samples in all, tiles of `tileSide` samples; `chunks` bins are filled independently of each
    /// other.
    void reset(int side, int tileSide, int chunks);

    int tilesAcross() const { return m_across; }
    Window window(int tile) const;

    /// Puts chunk `chunk` of all triangles into its bins. Different chunks at the same time are fine.
    void fill(const DrawList &list, int chunk);

    template <typename Visit>
    void visit(int tile, Visit visit) const
    {
        for (int chunk = 0; chunk < m_chunks; ++chunk) {
            for (const std::uint32_t id : m_bins[toIndex(chunk * m_across * m_across + tile)])
                visit(id);
        }
    }

private:
    void add(std::uint32_t id, const Bounds &bounds, int chunk);

    int m_side = 0, m_tileSide = 1, m_across = 0, m_chunks = 0;
    std::vector<std::vector<std::uint32_t>> m_bins;
};

/// The nearest triangle at every sample of one tile.
class TileBuffer
{
public:
    static constexpr std::uint32_t kNothing = 0xFFFFFFFFU;

    void draw(const DrawList &list, const TileBins &bins, int tile, float lashLength);

    const Window &window() const { return m_window; }
    std::uint32_t id(int x, int y) const { return m_ids[index(x, y)]; }

private:
    std::size_t index(int x, int y) const
    {
        return toIndex((y - m_window.top) * m_stride + x - m_window.left);
    }
    template <bool kQuad>
    void drawPlain(const Triangle &triangle, const Bounds &bounds, std::uint32_t id);
    void drawLash(const DrawList &list, const Triangle &triangle, const Bounds &bounds, std::uint32_t id,
                  float length);

    Window m_window{};
    int m_stride = 0;
    std::vector<float> m_depth;
    std::vector<std::uint32_t> m_ids;
};

} // namespace imago::faces
