// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/faces/hair.h"
#include "engine/faces/noise.h"
#include "engine/faces/paint.h"

namespace imago::faces {

namespace {

V3 three(const F16 &v, std::size_t lane)
{
    return {v[lane], v[lane + 1], v[lane + 2]};
}

V3 grey(float x)
{
    return {x, x, x};
}

} // namespace

Painter::Painter(const Person &person, const Lights &lights, const V3 &camera, const V3 &headCentre)
    : m_person(person)
    , m_lights(lights)
    , m_camera(camera)
    , m_headCentre(headCentre)
    , m_hair(hairPresence(person))
{
}

V3 Painter::paintEye(const F16 &vertex) const
{
    constexpr float kIris = 0.47F, kPupil = 0.17F; // radii, in the eye's
    const V3 place = three(vertex, LanePlace), n = unit(three(vertex, LaneNormal)),
             own = unit(three(vertex, LaneCanonical));
    const V3 view = unit(m_camera - place);
    const float r = std::hypot(own.x, own.y);
    const float deep = m_person.melanin;
    V3 white =
        mix(V3{0.66F, 0.63F, 0.60F}, V3{0.58F, 0.53F, 0.48F}, deep); // brighter ones stare out of deep skin
    white = mix(white, V3{0.70F, 0.50F, 0.45F}, 0.35F * smooth(0.55F, 0.95F, r) + 0.10F * m_person.old);
    V3 albedo = white;
    if (own.z > 0 && r < kIris + 0.03F) {
        const float around = std::atan2(own.y, own.x);
        const float fibre =
            0.75F + 0.5F * valueNoise(std::cos(around) * 9.0F, std::sin(around) * 9.0F, r * 9.0F);
        V3 iris = m_person.iris * (fibre * mix(1.25F, 0.75F, smooth(kPupil, kIris, r)));
        iris = mix(iris, iris * 1.7F + V3{0.03F, 0.02F, 0}, smooth(0.3F, 0.19F, r) * 0.45F);
        iris = iris * mix(1.0F, 0.22F, smooth(kIris * 0.80F, kIris, r));
        iris = iris * mix(1.35F, 0.75F, smooth(-0.3F, 0.35F, own.y));
        iris = mix(V3{0.004F, 0.004F, 0.005F}, iris, smooth(kPupil - 0.03F, kPupil + 0.03F, r));
        albedo = mix(iris, white, smooth(kIris - 0.03F, kIris + 0.03F, r));
    }
    const float up = vertex[LaneUp];
    const float lid = mix(1.0F, 0.34F, smooth(0.10F, 0.62F, up)) * mix(1.0F, 0.75F, smooth(-0.3F, -0.7F, up));
    const float lit = mix(0.55F, 1.0F, m_lights.onSkin(place, n));
    const float key = sat((dot(n, m_lights.key) + 0.3F) / 1.3F),
                fill = sat((dot(n, m_lights.fill) + 0.3F) / 1.3F);
    V3 colour = albedo *
                (m_lights.keyColour * (key * lit * 0.42F) + m_lights.fillColour * (fill * 0.4F) +
                 V3{0.55F, 0.56F, 0.58F} * 0.75F) *
                lid;
    const float first = powFast(sat(dot(n, unit(m_lights.key + view + V3{0, 0.25F, 0}))), 420.0F);
    const float second = powFast(sat(dot(n, unit(m_lights.fill + view))), 300.0F);
    return colour + grey((first * 2.2F + second * 0.35F) * (0.4F + 0.6F * lid));
}

V3 Painter::paintMouth(const F16 &vertex, bool tongue) const
{
    const V3 place = three(vertex, LanePlace), n = unit(three(vertex, LaneNormal)),
             c = three(vertex, LaneCanonical);
    const V3 view = unit(m_camera - place);
    V3 albedo{0.50F, 0.17F, 0.16F};
    if (!tongue) {
        albedo =
            mix(V3{0.88F, 0.85F, 0.78F}, V3{0.72F, 0.63F, 0.48F}, 0.6F * std::min(m_person.wrinkles, 1.0F));
        // Faint gaps where teeth meet: about 0.075 dm apart in front.
        const float at = std::fabs(c.x) / 0.075F;
        const float gap = std::fabs(at - std::floor(at + 0.5F)) * 0.075F;
        albedo = albedo * (1.0F - 0.22F * smooth(0.010F, 0.002F, gap) * smooth(1.25F, 1.32F, c.z));
    }
    // Between lips that only just part, nobody sees teeth.
    const auto &a = m_person.a;
    const float parted = std::max(
        {a[latent::MouthOpen] * 4.0F, a[latent::Surprise] * 4.0F, (a[latent::Smile] - 0.35F) * 2.5F});
    albedo = mix(V3{0.13F, 0.035F, 0.032F}, albedo, sat(parted));
    const float lit = mix(0.6F, 1.0F, m_lights.onSkin(place, n));
    const float key = sat((dot(n, m_lights.key) + 0.4F) / 1.4F);
    const float depth =
        smooth(1.08F, 1.40F, c.z) * smooth(0.34F, 0.18F, std::fabs(c.x)); // molars stay in the dark
    const V3 light = m_lights.keyColour * (key * 0.32F * lit) + grey(0.55F * 0.62F);
    const V3 colour = mix(V3{0.030F, 0.009F, 0.008F}, albedo * light, depth);
    const float shine = powFast(sat(dot(n, unit(m_lights.key + view))), 60.0F);
    return colour + grey(shine * 0.2F * depth * lit);
}

V3 Painter::paintLash(const F16 &vertex) const
{
    V3 dark = mix(V3{0.012F, 0.010F, 0.010F}, m_person.brow * 0.35F, 0.3F);
    if (vertex[LaneCanonical + 1] < 7.345F) // the lower ones are finer than a pixel
        dark = mix(m_person.skin * 0.45F, dark, 0.25F + 0.35F * m_person.a[latent::MakeUp]);
    return mix(dark, grey(0.12F), 0.5F * m_person.old * m_person.a[latent::HairGrey]);
}

V3 Painter::paintFrame(const F16 &vertex) const
{
    const V3 place = three(vertex, LanePlace), n = unit(three(vertex, LaneNormal));
    const V3 view = unit(m_camera - place);
    const float lit = m_lights.onSkin(place, n);
    const float key = sat(dot(n, m_lights.key)) * lit;
    const V3 colour = m_person.frame * (m_lights.keyColour * (key * 0.5F) + grey(0.5F));
    const float shine = powFast(sat(dot(n, unit(m_lights.key + view))), 50.0F);
    const float away = 1.0F - sat(dot(n, view));
    return colour + m_lights.keyColour * (shine * 0.45F * lit) + grey(0.05F * away * away * away);
}

float filmCurve(float light)
{
    const float x = light * 0.82F;
    return sat((x * (2.51F * x + 0.03F)) / (x * (2.43F * x + 0.59F) + 0.14F));
}

} // namespace imago::faces
