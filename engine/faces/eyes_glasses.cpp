// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/faces/eyes_glasses.h"

namespace imago::faces {

namespace {

/// A lid covers the eyeball even where the shape of a squint lets it come through; frames lie on the skin.
constexpr float kEyeRecess = 0.03F, kFrameRecess = -0.03F;

F16 vertex(const V3 &normal, const V3 &place, const V3 &canonical, float up, float recess)
{
    F16 v{};
    v[LaneNormal] = normal.x;
    v[LaneNormal + 1] = normal.y;
    v[LaneNormal + 2] = normal.z;
    v[LanePlace] = place.x;
    v[LanePlace + 1] = place.y;
    v[LanePlace + 2] = place.z;
    v[LaneCanonical] = canonical.x;
    v[LaneCanonical + 1] = canonical.y;
    v[LaneCanonical + 2] = canonical.z;
    v[LaneOpenness] = 1;
    v[LaneUp] = up;
    v[LaneRecess] = recess;
    return v;
}

void addTriangle(Surface &surface, std::size_t a, std::size_t b, std::size_t c, Material material)
{
    surface.triangles.push_back(
        {static_cast<std::uint32_t>(a), static_cast<std::uint32_t>(b), static_cast<std::uint32_t>(c)});
    surface.materials.push_back(material);
}

/// A tube of six sides along a line of points.
void addTube(const std::vector<V3> &line, bool closed, float radius, const Pose &pose, Surface &surface)
{
    constexpr std::size_t kSides = 6;
    const std::size_t n = line.size();
    const std::size_t base = surface.vertices.size();
    for (std::size_t i = 0; i < n; ++i) {
        const std::size_t next = closed ? (i + 1) % n : std::min(i + 1, n - 1);
        const std::size_t previous = closed ? (i + n - 1) % n : (i == 0 ? 0 : i - 1);
        const V3 along = unit(line[next] - line[previous]);
        const V3 a = unit(cross(along, V3{0.1F, 0.2F, 1}));
        const V3 b = cross(along, a);
        for (std::size_t k = 0; k < kSides; ++k) {
            const float turn = toFloat(k) * (2.0F * kPi / toFloat(kSides));
            const V3 out = a * std::cos(turn) + b * std::sin(turn);
            surface.vertices.push_back(
                vertex(pose.head * out, pose.place(line[i] + out * radius, 1), {}, 0, kFrameRecess));
        }
    }
    for (std::size_t i = 0; i < (closed ? n : n - 1); ++i) {
        for (std::size_t k = 0; k < kSides; ++k) {
            const std::size_t a = base + i * kSides + k, b = base + i * kSides + (k + 1) % kSides;
            const std::size_t c = base + (i + 1) % n * kSides + k,
                              d = base + (i + 1) % n * kSides + (k + 1) % kSides;
            addTriangle(surface, a, b, c, Material::Frame);
            addTriangle(surface, b, d, c, Material::Frame);
        }
    }
}

// How far the rims must move forward to clear the skin behind them. Beside the nose they may touch it.
float clearance(const FaceData &data, const HeadShape &head, const std::array<std::vector<V3>, 2> &rims)
{
    constexpr float kNear = 0.05F, kGap = 0.035F, kNose = 0.13F, kMost = 0.30F;
    const float eyes = 0.5F * (head.frame.eyes[0].y + head.frame.eyes[1].y);
    float forward = 0;
    for (std::size_t i = 0; i < head.points.size(); ++i) {
        const V3 &p = head.points[i];
        if (p.z < 0.4F || std::fabs(p.y - eyes) > 0.45F || std::fabs(p.x) < kNose ||
            data.regions[i][RegionLids] > 0.5F)
            continue;
        for (const V3 &rim : rims[p.x * head.frame.eyes[0].x > 0 ? 0 : 1]) {
            if (std::fabs(rim.x - p.x) < kNear && std::fabs(rim.y - p.y) < kNear)
                forward = std::max(forward, p.z + kGap - rim.z);
        }
    }
    return std::min(forward, kMost);
}

} // namespace

Rotation gazeOf(const Person &person)
{
    return rotation(person.a[latent::GazeX] * 0.45F, -person.a[latent::GazeY] * 0.35F, 0);
}

void addEyes(const Person &person, const HeadFrame &frame, const Pose &pose, Surface &surface)
{
    constexpr std::size_t kRings = 14, kSpokes = 24;
    const Rotation gaze = gazeOf(person).transposed();
    for (std::size_t e = 0; e < 2; ++e) {
        const std::size_t base = surface.vertices.size();
        for (std::size_t ring = 0; ring <= kRings; ++ring) {
            for (std::size_t spoke = 0; spoke <= kSpokes; ++spoke) {
                const float theta = toFloat(ring) * (0.62F * kPi / toFloat(kRings)); // the back is never seen
                const float phi = toFloat(spoke) * (2.0F * kPi / toFloat(kSpokes));
                const V3 d{std::sin(theta) * std::cos(phi), std::sin(theta) * std::sin(phi), std::cos(theta)};
                const V3 own = gaze * d;
                const float cornea = 1.0F + 0.05F * smooth(0.86F, 0.97F, own.z);
                const V3 place = frame.eyes[e] + d * (frame.radius[e] * cornea);
                surface.vertices.push_back(
                    vertex(pose.head * d, pose.place(place, 1), own, d.y * cornea, kEyeRecess));
            }
        }
        for (std::size_t ring = 0; ring < kRings; ++ring) {
            for (std::size_t spoke = 0; spoke < kSpokes; ++spoke) {
                const std::size_t a = base + ring * (kSpokes + 1) + spoke, b = a + kSpokes + 1;
                addTriangle(surface, a, b, a + 1, Material::Eye);
                addTriangle(surface, a + 1, b, b + 1, Material::Eye);
            }
        }
    }
}

void addGlasses(const Person &person, const FaceData &data, const HeadShape &head, const RadiusMap &radius,
                const Pose &pose, Surface &surface)
{
    constexpr std::size_t kRim = 40;
    const HeadFrame &frame = head.frame;
    const V3 &left = frame.eyes[0], &right = frame.eyes[1];
    const float apart = std::fabs(left.x - right.x);
    const float style = person.glassesStyle;
    const float rx = apart * 0.44F, ry = rx * mix(0.68F, 0.92F, style);
    const float power = 2.0F / mix(3.2F, 2.0F, style); // a superellipse
    float front = std::max(left.z, right.z) + 0.29F;
    const float thick = mix(0.019F, 0.014F, style);
    const float width = std::fabs(frame.eyes[0].x) + rx;
    std::array<std::vector<V3>, 2> rims;
    for (std::size_t e = 0; e < 2; ++e) {
        const V3 &eye = frame.eyes[e];
        const float out = eye.x > 0 ? 1.0F : -1.0F;
        for (std::size_t i = 0; i < kRim; ++i) {
            const float turn = toFloat(i) * (2.0F * kPi / toFloat(kRim));
            const float x = std::copysign(std::pow(std::fabs(std::cos(turn)), power), std::cos(turn)) * rx;
            const float y = std::copysign(std::pow(std::fabs(std::sin(turn)), power), std::sin(turn)) * ry;
            const float bend = std::max(0.0F, (x * out + rx) / (2 * rx));
            rims[e].push_back({eye.x + out * 0.02F + x, eye.y - 0.02F + y, front - 0.12F * bend * bend});
        }
    }
    const float forward = clearance(data, head, rims);
    front += forward;
    for (std::size_t e = 0; e < 2; ++e) {
        const V3 &eye = frame.eyes[e];
        const float out = eye.x > 0 ? 1.0F : -1.0F;
        for (V3 &point : rims[e])
            point.z += forward;
        addTube(rims[e], true, thick, pose, surface);
        // The temple runs back to the ear just outside the head's own surface.
        std::vector<V3> temple = {{eye.x + out * (rx + 0.01F), eye.y + 0.05F, front - 0.12F}};
        for (int i = 1; i <= 6; ++i) {
            const float z = front - 0.12F - 0.15F * toFloat(i);
            V3 p{out * std::max(0.74F, width), eye.y + 0.05F - 0.006F * toFloat(i), z};
            for (int pass = 0; pass < 3; ++pass) {
                const float rest = radius.at(p) + 0.022F;
                const float across = rest * rest - p.y * p.y - p.z * p.z;
                p.x = out * std::max(0.5F, std::sqrt(std::max(across, 0.0F)));
            }
            const float straight =
                mix(std::fabs(temple.front().x) + 0.02F, std::fabs(p.x), smooth(0.0F, 5.0F, toFloat(i)));
            p.x = out * std::max(std::fabs(p.x), straight);
            temple.push_back(p);
        }
        addTube(temple, false, thick * 0.9F, pose, surface);
    }
    std::vector<V3> bridge;
    for (int i = 0; i < 7; ++i) {
        const float f = toFloat(i) / 3.0F - 1.0F;
        const float up = 1.0F - f * f;
        bridge.push_back({0.5F * (left.x + right.x) + f * (0.5F * apart - rx + 0.02F),
                          0.5F * (left.y + right.y) + 0.03F + 0.05F * up, front + 0.05F * up});
    }
    addTube(bridge, false, thick, pose, surface);
}

} // namespace imago::faces
