// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/faces/hair.h"

#include "engine/faces/noise.h"
#include "engine/faces/ribbons.h"

namespace imago::faces {

namespace {

constexpr std::size_t kMostPoints = 16;
constexpr int kChunks = 16;

/// What all strands of one head of hair have in common.
struct Style
{
    float length, curl, volume, part, sweep, recede, frizz;
    float longest;
    float weight; ///< How much it falls.
    std::size_t segments;
    std::size_t children;
    float width;
};

Style styleOf(const Person &p, HairDetail detail)
{
    Style s{};
    s.length = p.a[latent::HairLength];
    s.curl = p.a[latent::HairCurl];
    s.volume = p.a[latent::HairVolume];
    s.part = p.a[latent::HairPart];
    s.sweep = p.a[latent::HairSweep];
    s.recede = p.recede;
    s.frizz = p.frizz;
    s.longest = 0.03F + (s.length < 0.35F ? s.length * 1.65F : 0.5775F + (s.length - 0.35F) * 2.7F);
    s.weight = 0.38F + 0.55F * s.length;
    const bool shortHair = s.length < 0.25F;
    switch (detail) {
    case HairDetail::Coarse:
        s.segments = 8;
        s.children = shortHair ? 4 : 3;
        s.width = 1.2F;
        break;
    case HairDetail::Medium:
        s.segments = 10;
        s.children = shortHair ? 5 : 4;
        s.width = 1.0F;
        break;
    case HairDetail::Fine:
        s.segments = 13;
        s.children = shortHair ? 8 : 7;
        s.width = 0.72F;
        break;
    }
    return s;
}

/// One grown guide.
struct Guide
{
    std::array<V3, kMostPoints> points;
    float length = 0;
    float layer = 0;    ///< 0 on the head, 1 in the outermost layer.
    float hairline = 0; ///< 1 right at the hair line, 0 well inside.
    float phase = 0;    ///< Of its curl.
    float fringe = 0;   ///< 1 where it hangs into the forehead.
};

/// Above 0 where a face shows that no strand may cross.
float faceWindow(const V3 &p, float tighter)
{
    if (p.z < 0.22F)
        return -1;
    const float x = p.x / (0.60F - 0.05F * tighter);
    const float y = (p.y + 0.50F) / (0.67F - 0.07F * tighter);
    return 1.0F - x * x * x * x - y * y * y * y; // a rounded box
}

class Grower
{
public:
    Grower(const Style &style, const RadiusMap &radius)
        : m_style(style)
        , m_radius(radius)
    {
    }

    Guide grow(const Root &root, const V3 &start, const V3 &normal, float margin) const
    {
        const Style &s = m_style;
        StrandNoise noise(root.noise);
        const float r1 = noise.uniform(), r2 = noise.uniform(), r3 = noise.uniform();
        const V3 &c = root.place;
        Guide guide;
        guide.layer = r2;
        guide.hairline = smooth(13.0F, 1.0F, margin);

        const float fromPart = (c.x - s.part * 0.45F) / mix(0.40F, 0.05F, smooth(0.22F, 0.36F, s.length));
        const float side = std::tanh(fromPart) * mix(0.45F, 1.0F, smooth(0.22F, 0.36F, s.length));
        const float front = smooth(0.3F, 1.1F, c.z), top = smooth(7.7F, 8.2F, c.y);
        V3 flow{side * (0.9F * top + 0.25F), -0.35F - 0.6F * (1 - top),
                -s.sweep * (0.35F + 0.9F * front * top)};
        flow.z -= 0.25F * (1 - front) +
                  0.6F * (1 - std::fabs(std::tanh(fromPart))) * top * smooth(-0.6F, 0.0F, s.sweep);
        const V3 outwards = unit(start);
        flow = unit(flow - outwards * dot(flow, outwards));

        float length = s.longest * (0.85F + 0.3F * r1);
        length *= mix(mix(0.55F, 1.0F, top), 1.0F, smooth(0.24F, 0.36F, s.length));
        const float fringe = front * top * smooth(0.35F, -0.15F, s.sweep) *
                             smooth(0.5F, 0.2F, std::fabs(c.x)) * smooth(0.25F, 0.4F, s.length);
        length = mix(length, std::min(length, 0.50F + 0.12F * r1), fringe);
        guide.fringe = fringe;
        length *= mix(1.0F, 0.35F + 0.65F * smooth(0.0F, 14.0F, margin),
                      mix(1.0F, 0.3F, smooth(0.24F, 0.36F, s.length)));

        const float presence = smooth(0.0F, 0.15F, s.length);
        const float valley =
            mix(1.0F, mix(0.45F, 1.0F, smooth(0.0F, 0.30F, std::fabs(c.x - s.part * 0.45F))), top);
        const float layer =
            valley * ((0.015F + 0.055F * r2) * presence +
                      s.volume * (0.06F + 0.20F * r2) * smooth(0.0F, 20.0F, margin) * presence +
                      s.curl * s.curl * 0.18F * r2 * std::min(1.0F, s.length * 2.5F));
        const float lift =
            mix(0.22F, 0.30F, smooth(0.24F, 0.36F, s.length)) + 0.75F * s.volume + 0.5F * s.curl;
        const float flat = mix(0.35F, 1.0F, smooth(0.0F, 20.0F, margin)); // no step at the hair line
        V3 direction = unit(flow + normal * (lift * flat));
        const float curtain = smooth(-0.5F, 0.1F, s.sweep) * side;
        const std::size_t n = s.segments;
        const float step = length / toFloat(n);
        const float window = r3;
        guide.points[0] = start - normal * 0.01F;
        V3 x = start;
        float end = toFloat(n);
        float before = faceWindow(x, window);
        for (std::size_t k = 1; k <= n; ++k) {
            const float u = toFloat(k) / toFloat(n);
            direction = unit(direction + (flow * (0.35F * (1 - u)) + V3{0, -s.weight, 0}) *
                                             (step * 4.0F * (1 - 0.55F * s.curl)));
            if (x.z > 0.2F && x.y < 0.62F && x.y > -0.3F)
                direction =
                    unit(direction + V3{curtain * step * 4.0F * smooth(0.7F, 0.3F, std::fabs(x.x)), 0, 0});
            x = x + direction * step;
            rest(x, direction, layer * smooth(0.0F, 0.25F, u), layer);
            const float inside = faceWindow(x, window);
            if (inside > 0) {
                if (guide.fringe > 0.25F ||
                    std::fabs(x.x) < mix(0.46F, 0.22F, smooth(-0.4F, 0.2F, s.sweep))) {
                    end = toFloat(k - 1) + (before < 0 ? sat(before / (before - inside)) : 0.0F);
                    guide.points[k] = x;
                    break;
                }
                const float y = (x.y + 0.50F) / 0.67F;
                x.x = std::copysign(
                    (0.60F + 0.02F * r2) * std::sqrt(std::sqrt(std::max(0.05F, 1 - y * y * y * y))), x.x);
            }
            before = inside;
            guide.points[k] = x;
        }
        if (end < toFloat(n))
            shorten(guide, end);
        guide.length = length * end / toFloat(n);
        guide.phase = valueNoise(c.x * 3, c.y * 3, c.z * 3) * 9 + r1 * 1.2F;
        return guide;
    }

private:
    // Head, sides, neck and shoulders push a strand out.
    void rest(V3 &x, V3 &direction, float clearance, float layer) const
    {
        const float far = length(x);
        if (x.y > -0.85F) {
            const float least = m_radius.at(x) + clearance;
            if (far < least) {
                const V3 out = x * (1.0F / far);
                x = out * least;
                const float inwards = dot(direction, out);
                if (inwards < 0)
                    direction = unit(direction - out * inwards);
            }
        }
        if (x.y < 0) {
            const float widest = 0.98F + 0.35F * m_style.volume + 0.45F * m_style.curl + layer;
            if (std::fabs(x.x) > widest)
                x.x = std::copysign(mix(std::fabs(x.x), widest, 0.6F), x.x);
        }
        if (x.y < -0.5F) {
            const float dx = x.x, dz = x.z + 0.25F;
            const float r = std::hypot(dx, dz), neck = 0.56F + layer;
            if (r < neck && r > 1e-3F) {
                x.x = dx / r * neck;
                x.z = -0.25F + dz / r * neck;
            }
        }
        const V3 shoulders{0, -2.25F, -0.35F};
        const V3 e = x - shoulders;
        const float inside = length(V3{e.x / 1.75F, e.y / 0.62F, e.z / 0.72F});
        if (inside < 1) {
            x = shoulders + e * (1.0F / inside);
            direction = unit(V3{direction.x * 1.2F, direction.y * 0.3F, direction.z + 0.4F});
        }
    }

    // The same way, but only its first `end` segments, in as many points.
    void shorten(Guide &guide, float end) const
    {
        const std::size_t n = m_style.segments;
        const auto way = guide.points;
        for (std::size_t k = 1; k <= n; ++k) {
            const float at = toFloat(k) / toFloat(n) * end;
            const std::size_t i = std::min(static_cast<std::size_t>(at), n - 1);
            guide.points[k] = mix(way[i], way[i + 1], at - toFloat(i));
        }
    }

    const Style &m_style;
    const RadiusMap &m_radius;
};

void layChildren(const Style &style, const Guide &guide, const Root &root, const Pose &pose, Ribbons &hair,
                 std::size_t first)
{
    const std::size_t n = style.segments;
    const float curl = style.curl;
    const float amplitude = curl * (0.02F + 0.075F * curl);
    const float frequency = 5.5F + 9.0F * curl;
    const float presence = smooth(0.0F, 0.10F, style.length);
    const float temple = smooth(7.95F, 7.6F, root.place.y) * smooth(0.1F, 0.5F, root.place.z);
    for (std::size_t child = 0; child < style.children; ++child) {
        StrandNoise noise(hashed(root.noise + 0x51ED270BU * static_cast<std::uint32_t>(child + 1)));
        const V3 offset = V3{noise.normal(), noise.normal(), noise.normal()} * 0.030F;
        const float together = 0.35F + 0.4F * noise.uniform();
        const float number = noise.uniform();
        const float phase = guide.phase + noise.normal() * (0.35F + 1.5F * style.frizz);
        std::array<V3, kMostPoints> way;
        for (std::size_t k = 0; k <= n; ++k) {
            const float u = toFloat(k) / toFloat(n);
            const V3 &p = guide.points[k];
            const V3 along = unit(k < n ? guide.points[k + 1] - p : p - guide.points[k - 1]);
            const V3 across = unit(cross(along, unit(p)));
            const V3 up = cross(across, along);
            const float turn = phase + frequency * u * guide.length;
            const float swing = amplitude * smooth(0.0F, 0.2F, u);
            const V3 stray = V3{noise.normal(), noise.normal(), noise.normal()} * (0.05F * style.frizz * u);
            const V3 point =
                p + offset * ((mix(1.0F, 1.0F - together, u) * smooth(0.0F, 0.15F, u) + 0.25F) * presence) +
                (across * cosFast(turn) + up * (sinFast(turn) * 0.7F)) * swing + stray;
            way[k] = pose.place(point, 1.0F);
        }
        const float width = (0.021F + 0.019F * style.length) * style.width * (0.25F + 0.75F * presence) *
                            (1.0F - 0.30F * guide.fringe);
        layRibbon(hair, first + child, way.data(), width, 0.2F * width);
        hair.strands[first + child] = F4{number, mix(0.5F, 1.0F, guide.layer), guide.hairline, temple};
    }
}

} // namespace

HairDetail hairDetail(int samplesPerSide)
{
    return samplesPerSide <= 320   ? HairDetail::Coarse
           : samplesPerSide <= 640 ? HairDetail::Medium
                                   : HairDetail::Fine;
}

float hairPresence(const Person &person)
{
    return smooth(0.0F, 0.08F, person.a[latent::HairLength]);
}

void growHair(const FaceData &data, const Person &person, const HeadShape &head, const RadiusMap &radius,
              const Pose &pose, HairDetail detail, Crew &crew, Ribbons &hair)
{
    const Style style = styleOf(person, detail);
    struct Sprout
    {
        const Root *root;
        float margin;
    };
    std::vector<Sprout> sprouts;
    if (style.length > 0.005F) {
        for (const Root &root : data.hairRoots) {
            const float margin = scalpMargin(atRoot(data.azimuth, root), atRoot(data.elevation, root),
                                             root.place, style.recede);
            const float ragged = toFloat(static_cast<std::int32_t>(root.noise & 255U)) / 255.0F * 4.0F;
            if (margin > ragged)
                sprouts.push_back({&root, margin});
        }
    }
    resize(hair, sprouts.size() * style.children, style.segments + 1);
    const Grower grower(style, radius);
    crew.run(kChunks, [&](int task) {
        const std::size_t from = sprouts.size() * toIndex(task) / kChunks;
        const std::size_t to = sprouts.size() * toIndex(task + 1) / kChunks;
        for (std::size_t i = from; i < to; ++i) {
            const Root &root = *sprouts[i].root;
            const Guide guide = grower.grow(root, atRoot(head.points, root), unit(atRoot(head.normals, root)),
                                            sprouts[i].margin);
            layChildren(style, guide, root, pose, hair, i * style.children);
        }
    });
}

} // namespace imago::faces
