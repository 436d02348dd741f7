// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/faces/radius_map.h"

namespace imago::faces {

namespace {

template <typename T>
struct Unfolded
{
    T u, v; // -1 to 1
};

template <typename T>
Unfolded<T> unfold(const Vec<T> &d)
{
    const T ax = magnitude(d.x), az = magnitude(d.z);
    const T scale = 1.0F / (ax + magnitude(d.y) + az + 1e-12F);
    const T u = d.x * scale, v = d.z * scale;
    const T one = all<T>(1.0F);
    const T fu = (one - magnitude(v)) * select(u < 0.0F, -one, one);
    const T fv = (one - magnitude(u)) * select(v < 0.0F, -one, one);
    return {select(d.y < 0.0F, fu, u), select(d.y < 0.0F, fv, v)};
}

} // namespace

void RadiusMap::build(const FaceData &data, const HeadShape &head)
{
    m_radius.fill(0);
    constexpr float kHalf = kSide / 2.0F;
    for (std::size_t i = 0; i < head.points.size(); ++i) {
        const F16 &r = data.regions[i];
        if (data.canonical[i].y < 6.2F || r[RegionEars] > 0.3F || r[RegionMouthInside] > 0.2F)
            continue;
        const auto [u, v] = unfold(head.points[i]);
        const int column = std::clamp(static_cast<int>((u + 1.0F) * kHalf), 0, kSide - 1);
        const int row = std::clamp(static_cast<int>((v + 1.0F) * kHalf), 0, kSide - 1);
        float &cell = m_radius[toIndex(row * kSide + column)];
        cell = std::max(cell, length(head.points[i]));
    }
    // Cells that no vertex hit take their neighbours' mean; then everything is smoothed once.
    for (int pass = 0; pass < 7; ++pass) {
        const auto before = m_radius;
        for (int y = 0; y < kSide; ++y) {
            for (int x = 0; x < kSide; ++x) {
                if (pass < 6 && before[toIndex(y * kSide + x)] > 0)
                    continue;
                float sum = 0, hits = 0;
                for (int v = std::max(0, y - 1); v <= std::min(kSide - 1, y + 1); ++v) {
                    for (int u = std::max(0, x - 1); u <= std::min(kSide - 1, x + 1); ++u) {
                        const float r = before[toIndex(v * kSide + u)];
                        sum += r;
                        hits += r > 0 ? 1.0F : 0.0F;
                    }
                }
                if (hits > 0)
                    m_radius[toIndex(y * kSide + x)] = sum / hits;
            }
        }
    }
}

float RadiusMap::at(const V3 &direction) const
{
    const auto [u, v] = unfold(direction);
    const float x = within((u + 1.0F) * (kSide / 2.0F) - 0.5F, 0.0F, kSide - 1.001F);
    const float y = within((v + 1.0F) * (kSide / 2.0F) - 0.5F, 0.0F, kSide - 1.001F);
    const int ix = static_cast<int>(x), iy = static_cast<int>(y);
    const float *cell = &m_radius[toIndex(iy * kSide + ix)];
    const float fx = x - toFloat(ix), fy = y - toFloat(iy);
    return mix(mix(cell[0], cell[1], fx), mix(cell[kSide], cell[kSide + 1], fx), fy);
}

F8 RadiusMap::at(const V8 &direction) const
{
    const auto [u, v] = unfold(direction);
    const F8 x = within((u + 1.0F) * (kSide / 2.0F) - 0.5F, 0.0F, kSide - 1.001F);
    const F8 y = within((v + 1.0F) * (kSide / 2.0F) - 0.5F, 0.0F, kSide - 1.001F);
    const I8 ix = floorInt(x), iy = floorInt(y);
    const I8 cell = iy * kSide + ix;
    F8 a, b, c, d;
    for (std::size_t i = 0; i < kLanes; ++i) {
        const float *p = &m_radius[toIndex(cell[i])];
        a[i] = p[0];
        b[i] = p[1];
        c[i] = p[kSide];
        d[i] = p[kSide + 1];
    }
    const F8 fx = x - toFloat(ix), fy = y - toFloat(iy);
    return mix(mix(a, b, fx), mix(c, d, fx), fy);
}

} // namespace imago::faces
