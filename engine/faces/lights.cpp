// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/faces/lights.h"

#include <cstring>

namespace imago::faces {

namespace {

constexpr float kReach = 2.0F; ///< Head units around the head that can cast a shadow.
constexpr float kFar = -1e9F;
constexpr int kPadding = static_cast<int>(kLanes);

} // namespace

void DepthMap::begin(const V3 &light, const V3 &centre)
{
    m_light = light;
    m_right = unit(cross(V3{0, 1, 0}, light));
    m_up = cross(light, m_right);
    m_centre = centre;
    m_scale = toFloat(m_side) / (2.0F * kReach);
    m_depth.assign(toIndex(m_side + kPadding) * toIndex(m_side), kFar);
}

Projected DepthMap::seen(const V3 &p) const
{
    const V3 d = p - m_centre;
    const float middle = 0.5F * toFloat(m_side);
    return {dot(d, m_right) * m_scale + middle, dot(d, m_up) * m_scale + middle, dot(d, m_light)};
}

void DepthMap::addTriangle(const V3 &pa, const V3 &pb, const V3 &pc)
{
    const Projected a = seen(pa), b = seen(pb), c = seen(pc);
    const Triangle triangle(a, b, c);
    const Bounds bounds = boundsOf(a, b, c);
    if (std::fabs(triangle.area) < 1e-7F || !bounds.holdsSample())
        return;
    const int stride = m_side + kPadding;
    cover(triangle, bounds.minX, bounds.minY, bounds.maxX, bounds.maxY, {0, 0, m_side, m_side},
          [&](int x, int y, I8 mask, F8 depth, F8, F8) {
              float *at = &m_depth[toIndex(y * stride + x)];
              F8 before;
              std::memcpy(&before, at, sizeof before);
              const F8 after = select(mask & (depth > before), depth, before);
              std::memcpy(at, &after, sizeof after);
          });
}

float DepthMap::visible(const V3 &place) const
{
    const Projected p = seen(place);
    const float last = toFloat(m_side - 4);
    if (!(p.x >= 2.5F && p.y >= 2.5F && p.x < last + 0.5F && p.y < last + 0.5F))
        return 1;
    const int x = floorInt(p.x - 0.5F), y = floorInt(p.y - 0.5F);
    const float fx = p.x - 0.5F - toFloat(x), fy = p.y - 0.5F - toFloat(y);
    const float wx[4] = {1 - fx, 1, 1, fx}, wy[4] = {1 - fy, 1, 1, fy};
    const float limit = p.inverse + m_softness;
    const float *row = &m_depth[toIndex((y - 1) * (m_side + kPadding) + x - 1)];
    float lit = 0;
    for (std::size_t j = 0; j < 4; ++j, row += m_side + kPadding) {
        float sum = 0;
        for (std::size_t i = 0; i < 4; ++i)
            sum += row[i] > limit ? 0.0F : wx[i];
        lit += sum * wy[j];
    }
    return lit * (1.0F / 9.0F);
}

float DepthMap::visibleSharp(const V3 &place) const
{
    const Projected p = seen(place);
    const float last = toFloat(m_side - 4);
    if (!(p.x >= 2.5F && p.y >= 2.5F && p.x < last + 0.5F && p.y < last + 0.5F))
        return 1;
    const int x = floorInt(p.x - 0.5F), y = floorInt(p.y - 0.5F);
    const float fx = p.x - 0.5F - toFloat(x), fy = p.y - 0.5F - toFloat(y);
    const float limit = p.inverse + m_softness;
    const float *a = &m_depth[toIndex(y * (m_side + kPadding) + x)];
    const float *b = a + m_side + kPadding;
    const auto lit = [&](float depth) { return depth > limit ? 0.0F : 1.0F; };
    return mix(mix(lit(a[0]), lit(a[1]), fx), mix(lit(b[0]), lit(b[1]), fx), fy);
}

void Lights::aim(const Person &person, const V3 &headCentre)
{
    const float turn = person.lightAzimuth, height = person.lightElevation;
    const float warm = person.a[latent::LightWarmth];
    constexpr float kFillShare = 0.5F;
    key = {std::sin(turn) * std::cos(height), std::sin(height), std::cos(turn) * std::cos(height)};
    keyColour = V3{1 + 0.16F * warm, 1, 1 - 0.22F * warm} * 2.5F;
    fill = unit(V3{-std::sin(turn) * 0.9F - 0.1F, 0.15F, 0.75F});
    fillColour = V3{1 - 0.1F * warm, 1, 1 + 0.12F * warm} * (0.75F * kFillShare);
    rim = unit(V3{-std::sin(turn) - 0.3F * std::tanh(turn * 4.0F), 0.55F, -0.75F});
    rimColour = V3{0.85F, 0.87F, 0.90F} * 1.6F;
    const V3 centre = headCentre + V3{0, -0.35F, 0};
    solid.begin(key, centre);
    strands.begin(key, centre);
}

void Lights::castSolid(const FaceData &data, const Surface &surface)
{
    const auto place = [&](std::size_t v) {
        const F16 &f = surface.vertices[v];
        return V3{f[LanePlace], f[LanePlace + 1], f[LanePlace + 2]};
    };
    // The base mesh's quads, at the refined places of their corners, are fine enough for a shadow.
    for (std::size_t i = 0; i < data.quads.size(); ++i) {
        if (data.cellMaterial[4 * i] == Material::Lashes)
            continue;
        const V3 a = place(data.quads[i][0]), b = place(data.quads[i][1]), c = place(data.quads[i][2]),
                 d = place(data.quads[i][3]);
        if (dot(cross(c - a, d - b), key) <= 0)
            continue; // the side that faces the light is the nearer one
        solid.addTriangle(a, b, c);
        solid.addTriangle(a, c, d);
    }
    for (std::size_t i = surface.triangles.size(); i-- > 2 * data.cells.size();) {
        const auto &t = surface.triangles[i];
        if (surface.materials[i] == Material::Frame)
            solid.addTriangle(place(t[0]), place(t[1]), place(t[2]));
    }
}

void Lights::castStrands(const Ribbons &hair, const Ribbons &beard)
{
    hasStrands = hair.count() + beard.count() > 0;
    for (const Ribbons *ribbons : {&hair, &beard}) {
        const std::size_t every = ribbons->count() > 6000 ? 6 : 3;
        for (std::size_t i = 0; i < ribbons->count(); i += every) {
            for (std::size_t k = 0; k + 1 < ribbons->pointsEach; ++k) {
                const std::size_t at = i * ribbons->pointsEach + k;
                const V3 wide = ribbons->sides[at] * 2.0F, next = ribbons->sides[at + 1] * 2.0F;
                const V3 a = ribbons->points[at], b = ribbons->points[at + 1];
                strands.addTriangle(a - wide, a + wide, b - next);
                strands.addTriangle(a + wide, b + next, b - next);
            }
        }
    }
}

float Lights::onSkin(const V3 &place, const V3 &normal) const
{
    const V3 lifted = place + normal * 0.03F;
    const float lit = solid.visible(lifted);
    return hasStrands && lit > 0 ? lit * mix(0.25F, 1.0F, strands.visible(place + normal * 0.045F)) : lit;
}

float Lights::onStrand(const V3 &place, const V3 &normal) const
{
    const V3 lifted = place + normal * 0.05F;
    const float lit = solid.visibleSharp(lifted);
    return lit > 0 ? lit * mix(0.25F, 1.0F, strands.visible(lifted)) : lit;
}

} // namespace imago::faces
